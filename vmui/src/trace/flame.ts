// Lays spans out as a flame graph: one rectangle per span, children below their parent, spans that
// run side by side on lines of their own.
import type { TraceModel } from './model';

export interface Flame {
  /** The line of each span. */
  readonly line: Int32Array;
  readonly lines: number;
}

export function flame(trace: TraceModel): Flame {
  const line = new Int32Array(trace.size);
  /** When each line is free again, by line. */
  const freeAt: number[] = [];
  let lines = 0;
  for (let span = 0; span < trace.size; span++) {
    const parent = trace.parent[span]!;
    let at = parent < 0 ? 0 : line[parent]! + 1;
    while ((freeAt[at] ?? -1) > trace.start[span]!) at++;
    line[span] = at;
    freeAt[at] = trace.start[span]! + trace.duration[span]!;
    lines = Math.max(lines, at + 1);
  }
  return { line, lines };
}
