// How many rows match over time, by the most frequent values of a field.
import { type Ask, post } from '../api/http';
import { times } from '../api/logsql';
import { type Span, step } from '../state/time';

interface HitsAnswer {
  readonly hits: readonly {
    readonly fields: Readonly<Record<string, string>>;
    readonly timestamps: readonly string[];
    readonly values: readonly number[];
    readonly total: number;
  }[];
}

export interface Hits {
  readonly times: readonly number[];
  readonly lines: readonly { readonly name: string; readonly values: readonly number[]; readonly total: number; readonly isRest: boolean }[];
  readonly total: number;
}

const GROUPS = 5;

export async function hits(query: string, field: string, span: Span, ask: Ask): Promise<Hits> {
  const width = step(span, 80);
  const answer = await post<HitsAnswer>(
    'logsql/hits',
    { query, ...times(span), step: `${width}ms`, ...(field ? { field, fields_limit: GROUPS } : {}) },
    ask,
  );
  return gridded(answer, span, width);
}

export function gridded(answer: HitsAnswer, span: Span, width: number): Hits {
  const first = Math.floor(span.start / width) * width;
  const points = Math.max(1, Math.ceil((span.end - first) / width));
  const lines = answer.hits.map((group) => {
    const values = new Array<number>(points).fill(0);
    group.timestamps.forEach((time, i) => {
      const at = Math.floor((Date.parse(time) - first) / width);
      if (at >= 0 && at < points) values[at] = values[at]! + (group.values[i] ?? 0);
    });
    const isRest = !Object.keys(group.fields).length;
    const name = isRest ? (answer.hits.length > 1 ? 'other' : 'rows') : Object.values(group.fields).join(', ');
    return { name, values, total: group.total, isRest };
  });
  return {
    times: Array.from({ length: points }, (_, i) => first + i * width),
    lines: lines.sort((a, b) => b.total - a.total),
    total: lines.reduce((sum, line) => sum + line.total, 0),
  };
}
