// Rows of a query that ends in stats, as lines over time or as bars.
import { useMemo } from 'preact/hooks';
import type { Row } from '../../api/http';
import Chart, { type Line } from '../../components/chart';
import { Empty } from '../../components/states';
import { unquoted } from '../../search/tokens';

const LINES_MAX = 30;

export interface Drawing {
  readonly times: readonly number[];
  readonly lines: readonly Line[];
}

/** The fields that the last `stats` of a query groups by. */
export function groupedBy(query: string): string[] {
  const lists = [...query.matchAll(/\bby\s*\(((?:"(?:[^"\\]|\\.)*"|[^)])*)\)/g)];
  const last = lists.at(-1)?.[1] ?? '';
  return [...last.matchAll(/("(?:[^"\\]|\\.)*"|[^\s,:]+)(:[^,]*)?/g)].map(([, field]) => unquoted(field ?? ''));
}

/** One line per number and per combination of the other fields; of many, those with the largest sums. */
export function drawingOf(rows: readonly Row[], groups: readonly string[]): Drawing {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((field) => field !== '_time');
  const isNumber = (field: string): boolean =>
    rows.every((row) => row[field] === undefined || row[field] === '' || Number.isFinite(Number(row[field])));
  const numbers = fields.filter((field) => !groups.includes(field) && isNumber(field));
  const names = fields.filter((field) => !numbers.includes(field));
  const times = [...new Set(rows.map((row) => Date.parse(row['_time'] ?? '')))].filter((time) => !Number.isNaN(time)).sort((a, b) => a - b);
  const places = new Map(times.map((time, at) => [time, at]));
  const lines = new Map<string, (number | null)[]>();
  for (const row of rows) {
    const at = places.get(Date.parse(row['_time'] ?? ''));
    if (at === undefined) continue;
    for (const number of numbers) {
      const name = [...names.map((field) => row[field] ?? ''), ...(numbers.length > 1 || !names.length ? [number] : [])].join(' ');
      let line = lines.get(name);
      if (!line) {
        line = new Array<number | null>(times.length).fill(null);
        lines.set(name, line);
      }
      const value = row[number];
      if (value !== undefined && value !== '') line[at] = Number(value);
    }
  }
  const sum = (values: readonly (number | null)[]): number => values.reduce<number>((all, each) => all + Math.abs(each ?? 0), 0);
  const largest = [...lines].sort(([, a], [, b]) => sum(b) - sum(a)).slice(0, LINES_MAX);
  return { times, lines: largest.map(([name, values]) => ({ name, values })) };
}

export function ChartView({ rows, query }: { rows: readonly Row[]; query: string }) {
  const { times, lines } = useMemo(() => drawingOf(rows, groupedBy(query)), [rows, query]);
  if (times.length < 2 || !lines.length) {
    return (
      <Empty title="These rows are not a series over time">
        <p>
          Group by time, for example <code>* | stats by (_time:1m, name) count() spans</code>.
        </p>
      </Empty>
    );
  }
  return (
    <div class="body">
      <Chart kind="lines" times={times} lines={lines} height={360} />
    </div>
  );
}
