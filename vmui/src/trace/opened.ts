// Traces that were opened from a file or the clipboard. They live as long as the page; every view of a
// trace shows them instead of asking the server.
import type { Row } from '../api/http';
import { readTraces } from './files';

const opened = new Map<string, readonly Row[]>();

/** Reads a text and keeps its traces; the ids of those it holds. */
export function openText(text: string): string[] {
  const traces = readTraces(text);
  for (const [id, rows] of traces) opened.set(id, rows);
  return [...traces.keys()];
}

export function openedTrace(id: string): readonly Row[] | undefined {
  return opened.get(id);
}
