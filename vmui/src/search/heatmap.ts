// Spans by time and duration: a grid of counts, durations in steps that grow by the same factor.
import type { Ask } from '../api/http';
import { rows } from '../api/logsql';
import { type Span, step } from '../state/time';

export interface Heatmap {
  /** Milliseconds at which the first column begins, and how wide columns are. */
  readonly start: number;
  readonly width: number;
  readonly columns: number;
  /** The shortest duration of each row, in nanoseconds, shortest first; one more than rows. */
  readonly edges: readonly number[];
  /** By column * rows + row. */
  readonly counts: Float64Array;
  readonly errors: Float64Array;
  readonly most: number;
}

/** Half powers of ten from one microsecond to about half an hour. */
const ALL_EDGES = Array.from({ length: 38 }, (_, i) => Math.round(1000 * 10 ** (i / 4)));

export function heatmapQuery(filter: string, span: Span): string {
  const conditions = ALL_EDGES.slice(0, -1).map((from, row) => {
    const to = ALL_EDGES[row + 1]!;
    const range = row === 0 ? `duration:<${to}` : row === ALL_EDGES.length - 2 ? `duration:>=${from}` : `duration:>=${from} duration:<${to}`;
    return `count() if (${range}) c${row}, count() if (${range} status_code:=2) e${row}`;
  });
  return `${filter} | stats by (_time:${step(span, 90)}ms) ${conditions.join(', ')}`;
}

export async function heatmap(filter: string, span: Span, ask: Ask): Promise<Heatmap> {
  const width = step(span, 90);
  const start = Math.floor(span.start / width) * width;
  const columns = Math.max(1, Math.ceil((span.end - start) / width));
  const found = await rows(heatmapQuery(filter, span), span, ask);
  let low = ALL_EDGES.length;
  let high = -1;
  for (const row of found) {
    for (let at = 0; at < ALL_EDGES.length - 1; at++) {
      if (Number(row[`c${at}`] ?? 0) > 0) {
        low = Math.min(low, at);
        high = Math.max(high, at);
      }
    }
  }
  if (high < 0) return { start, width, columns, edges: [1000, 10_000], counts: new Float64Array(columns), errors: new Float64Array(columns), most: 0 };
  low = Math.max(0, low - 1);
  high = Math.min(ALL_EDGES.length - 2, high + 1);
  const height = high - low + 1;
  const counts = new Float64Array(columns * height);
  const errors = new Float64Array(columns * height);
  let most = 0;
  for (const row of found) {
    const column = Math.floor((Date.parse(row['_time'] ?? '') - start) / width);
    if (column < 0 || column >= columns) continue;
    for (let at = low; at <= high; at++) {
      const count = Number(row[`c${at}`] ?? 0);
      counts[column * height + at - low] = count;
      errors[column * height + at - low] = Number(row[`e${at}`] ?? 0);
      most = Math.max(most, count);
    }
  }
  return { start, width, columns, edges: ALL_EDGES.slice(low, high + 2), counts, errors, most };
}
