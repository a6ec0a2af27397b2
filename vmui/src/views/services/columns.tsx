// The columns that tell of spans by rate, errors and durations, whatever they are grouped by.
import { Sparkline } from '../../components/sparkline';
import type { Column } from '../../components/table';
import { type Measures, type Series, impact } from '../../search/red';
import { count, duration, percent, rate } from '../../util/format';

interface MeasureColumnsProps<T> {
  /** All of which a row is a part. */
  readonly whole: readonly T[];
  readonly series: ReadonlyMap<string, Series> | undefined;
  readonly millis: number;
  keyOf(row: T): string;
  /** What a row is called in the titles of its lines. */
  nameOf(row: T): string;
}

export function measureColumns<T extends Measures>({ whole, series, millis, keyOf, nameOf }: MeasureColumnsProps<T>): Column<T>[] {
  return [
    {
      title: 'Rate',
      align: 'right',
      cell: (row) => <span title={`${row.calls} spans`}>{rate(row.calls, millis)}</span>,
      order: (row) => row.calls,
    },
    { title: 'Calls', cell: (row) => <Sparkline values={series?.get(keyOf(row))?.calls ?? []} title={`Spans of ${nameOf(row)}`} /> },
    {
      title: 'Errors',
      align: 'right',
      cell: (row) => (
        <span class={row.errors ? 'error' : 'dim'} title={`${count(row.errors)} of ${count(row.calls)}`}>
          {percent(row.errors, row.calls)}
        </span>
      ),
      order: (row) => row.errors / row.calls,
    },
    {
      title: 'Failures',
      cell: (row) => <Sparkline kind="error" values={series?.get(keyOf(row))?.errors ?? []} title={`Errors of ${nameOf(row)}`} />,
    },
    { title: 'p50', align: 'right', cell: (row) => duration(row.p50), order: (row) => row.p50 },
    { title: 'p90', align: 'right', cell: (row) => duration(row.p90), order: (row) => row.p90 },
    { title: 'p99', align: 'right', cell: (row) => duration(row.p99), order: (row) => row.p99 },
    {
      title: 'Impact',
      align: 'right',
      hint: 'The share of the time that all these spans took together',
      cell: (row) => (
        <span class="measure">
          <i style={{ width: `${100 * impact(row, whole)}%` }} />
          {percent(impact(row, whole), 1)}
        </span>
      ),
      order: (row) => row.calls * row.mean,
    },
  ];
}
