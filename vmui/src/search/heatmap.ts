// Spans by time and duration: a grid of counts, each row twice as long as the one below.
import { type Ask, post } from '../api/http';
import { all, times } from '../api/logsql';
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

interface Row {
  readonly fromMillis: number;
  readonly toMillis: number;
  readonly counts: readonly number[];
}

export interface HeatmapAnswer {
  readonly steps: number;
  readonly rows: readonly Row[];
}

export async function heatmap(filter: string, span: Span, ask: Ask): Promise<Heatmap> {
  const width = step(span, 90);
  const first = Math.floor(span.start / width) * width;
  const read = (query: string): Promise<HeatmapAnswer> =>
    post('traces/api/heatmap', { query, ...times({ start: first, end: span.end }), step: `${width}ms` }, ask);
  const [spans, errors] = await Promise.all([read(filter), read(all(filter, 'status_code:=2'))]);
  return gridOf(spans, errors, first, width);
}

/** Below it lies no more than a hundredth of the spans: what took no time at all would make the rest a thin strip. */
function lowestPower(rows: readonly (readonly [power: number, spans: number])[]): number {
  const sorted = [...rows].sort(([a], [b]) => a - b);
  let below = sorted.reduce((sum, [, spans]) => sum + spans, 0) / 100;
  const first = sorted.find(([, spans]) => (below -= spans) < 0);
  return Math.max(0, (first?.[0] ?? 0) - 1);
}

/** Puts the rows of both answers on one grid with a free row at each end. */
export function gridOf(spans: HeatmapAnswer, errors: HeatmapAnswer, start: number, width: number): Heatmap {
  const columns = spans.steps;
  if (!spans.rows.length) {
    return { start, width, columns, edges: [1, 2], counts: new Float64Array(columns), errors: new Float64Array(columns), most: 0 };
  }
  const power = (row: Row): number => Math.round(Math.log2(row.fromMillis * 1e6));
  const low = lowestPower(spans.rows.map((row) => [power(row), row.counts.reduce((sum, each) => sum + each, 0)]));
  const height = Math.max(...spans.rows.map(power)) + 2 - low;
  const counts = new Float64Array(columns * height);
  const failed = new Float64Array(columns * height);
  const fill = (answer: HeatmapAnswer, cells: Float64Array): void => {
    for (const row of answer.rows) {
      const at = Math.max(0, power(row) - low);
      row.counts.forEach((count, column) => {
        if (at < height && column < columns) cells[column * height + at]! += count;
      });
    }
  };
  fill(spans, counts);
  fill(errors, failed);
  // The lowest row holds all that is shorter, too.
  const edges = Array.from({ length: height + 1 }, (_, row) => (row ? 2 ** (low + row) : 0));
  return { start, width, columns, edges, counts, errors: failed, most: counts.reduce((most, each) => Math.max(most, each), 0) };
}

/** The spans and errors of each row, over all columns. */
export function rowSums({ edges, columns, counts, errors }: Heatmap): { spans: number[]; errors: number[] } {
  const height = edges.length - 1;
  const sum = (cells: Float64Array, row: number): number => {
    let all = 0;
    for (let column = 0; column < columns; column++) all += cells[column * height + row]!;
    return all;
  };
  const places = Array.from({ length: height }, (_, row) => row);
  return { spans: places.map((row) => sum(counts, row)), errors: places.map((row) => sum(errors, row)) };
}
