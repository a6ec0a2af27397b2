// Walks through the queries that were run in this browser.
import { ran } from '../../util/kept';

let at = -1;

export function remember(query: string): void {
  ran.add(query);
  at = 0;
}

/** The query before (-1) or after (1) the one last shown. */
export function recall(direction: 1 | -1): string | undefined {
  const kept = ran.all();
  const next = at - direction;
  if (next < 0 || next >= kept.length) return undefined;
  at = next;
  return kept[at];
}
