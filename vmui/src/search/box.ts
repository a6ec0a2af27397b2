// A selection of the heatmap: a stretch of time and a range of durations.

export interface Box {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Nanoseconds. */
  readonly shortest: number;
  readonly longest: number;
}

export function boxText(box: Box): string {
  return [box.start, box.end, box.shortest, box.longest].join('-');
}

export function parseBox(text: string): Box | undefined {
  const parts = text.split('-').map(Number);
  const [start, end, shortest, longest] = parts;
  if (parts.length !== 4 || parts.some((part) => !Number.isFinite(part))) return undefined;
  return { start: start!, end: end!, shortest: shortest!, longest: longest! };
}

/** The box as a filter over spans. */
export function boxFilter(box: Box): string {
  const at = (millis: number): string => new Date(millis).toISOString();
  return `_time:[${at(box.start)}, ${at(box.end)}) duration:>=${box.shortest} duration:<${box.longest}`;
}
