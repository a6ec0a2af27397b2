// Rate, errors and durations of services and of their operations.
import { type Ask, type Params, type Row, get } from '../api/http';
import { FIELDS, exactly, fieldName, rows, times } from '../api/logsql';
import { type Span, step } from '../state/time';
import { KINDS } from '../trace/model';

/** What some spans add up to. Durations are nanoseconds. */
export interface Measures {
  readonly calls: number;
  readonly errors: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** A service, or one operation of a service. */
export interface Red extends Measures {
  readonly service: string;
  readonly operation: string;
  readonly kind: string;
}

/** The spans with one value of a field. */
export interface Valued extends Measures {
  readonly value: string;
}

/** Counts over time, one in each of the steps of the range. */
export interface Series {
  readonly calls: number[];
  readonly errors: number[];
}

const COUNTS = 'count() calls, count() if (status_code:=2) errors';
const QUANTILES = 'avg(duration) mean, quantile(0.5, duration) p50, quantile(0.9, duration) p90, quantile(0.99, duration) p99';
const SPARK_POINTS = 40;
const CHART_POINTS = 80;
const VALUES_MAX = 20;
/** Beyond this many operations their lines are not asked for. */
const SPARK_OPERATIONS_MAX = 300;

/** The spans that are looked at, by the names that the address has for them: all, those of a kind, or what matters by itself. */
const SIGNALS: Readonly<Record<string, string>> = {
  root: exactly(FIELDS.parent, ''),
  database: '"span_attr:db.system.name":* or "span_attr:db.system":*',
};

export const SIGNAL_NAMES: readonly string[] = [...Object.keys(SIGNALS), ...KINDS];

export function signalFilter(name: string): string {
  const kind = KINDS.indexOf(name);
  return SIGNALS[name] ?? (kind < 0 ? '*' : `${FIELDS.kind}:=${kind}`);
}

export function redQuery(filter: string, ...fields: readonly string[]): string {
  return `${filter} | stats by (${(fields.length ? fields : [FIELDS.service]).map(fieldName).join(', ')}) ${COUNTS}, ${QUANTILES}`;
}

function number(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}

export function measuresOf(row: Row): Measures {
  const [calls, errors] = [number(row, 'calls'), number(row, 'errors')];
  return { calls, errors, mean: number(row, 'mean'), p50: number(row, 'p50'), p90: number(row, 'p90'), p99: number(row, 'p99') };
}

/** The share of the time of all that some spans took: what is worth making faster. */
export function impact(part: Measures, whole: readonly Measures[]): number {
  const all = whole.reduce((sum, each) => sum + each.calls * each.mean, 0);
  return all ? (part.calls * part.mean) / all : 0;
}

export async function redByService(filter: string, span: Span, ask: Ask): Promise<Red[]> {
  return (await rows(redQuery(filter), span, ask)).map((row) => ({
    service: row[FIELDS.service] ?? '',
    operation: '',
    kind: '',
    ...measuresOf(row),
  }));
}

/** The spans of each of the most frequent values of a field. */
export async function redByValue(field: string, filter: string, span: Span, ask: Ask): Promise<Valued[]> {
  return (await rows(breakdownQuery(field, filter), span, ask)).map((row) => ({ value: row[field] ?? '', ...measuresOf(row) }));
}

export function breakdownQuery(field: string, filter: string): string {
  return `${redQuery(filter, field)} | sort by (calls desc) limit ${VALUES_MAX}`;
}

/** The steps of a range that lie in it as a whole: part of a step would look like a fall. */
export function steps(span: Span, points: number): { first: number; width: number; count: number } {
  const width = step(span, points);
  const first = Math.ceil(span.start / width) * width;
  return { first, width, count: Math.max(1, Math.floor((span.end - first) / width)) };
}

/** Calls and errors over time for the values of fields, by the values in lines. */
export async function seriesBy(fields: readonly string[], filter: string, span: Span, ask: Ask): Promise<Map<string, Series>> {
  const { first, width, count } = steps(span, SPARK_POINTS);
  const found = new Map<string, Series>();
  for (const row of await rows(`${filter} | stats by (_time:${width}ms, ${fields.map(fieldName).join(', ')}) ${COUNTS}`, span, ask)) {
    const at = Math.floor((Date.parse(row['_time'] ?? '') - first) / width);
    note(found, fields.map((field) => row[field] ?? '').join('\n'), at, count, number(row, 'calls'), number(row, 'errors'));
  }
  return found;
}

function note(found: Map<string, Series>, key: string, at: number, count: number, calls: number, errors: number): void {
  let series = found.get(key);
  if (!series) {
    series = { calls: new Array<number>(count).fill(0), errors: new Array<number>(count).fill(0) };
    found.set(key, series);
  }
  if (at < 0 || at >= count) return;
  series.calls[at]! += calls;
  series.errors[at]! += errors;
}

interface Operation {
  readonly service: string;
  readonly operation: string;
  readonly kind: string;
  readonly calls: number;
  readonly errors: number;
  readonly meanMillis: number;
  readonly p50Millis: number;
  readonly p90Millis: number;
  readonly p99Millis: number;
  readonly points?: readonly { readonly time: string; readonly calls: number; readonly errors: number }[];
}

async function red(params: Params, span: Span, ask: Ask): Promise<readonly Operation[]> {
  return (await get<{ operations: readonly Operation[] }>('traces/api/red', { ...params, ...times(span) }, ask)).operations;
}

export function operationKey({ service, operation, kind }: { service: string; operation: string; kind: string }): string {
  return [service, operation, kind].join('\n');
}

/** Operations from rollups, of one service or of all. */
export async function operations(service: string, span: Span, ask: Ask): Promise<Red[]> {
  return (await red({ service }, span, ask)).map(({ meanMillis, p50Millis, p90Millis, p99Millis, ...rest }) => ({
    ...rest,
    mean: meanMillis * 1e6,
    p50: p50Millis * 1e6,
    p90: p90Millis * 1e6,
    p99: p99Millis * 1e6,
  }));
}

/** Operations of spans that rollups do not tell apart. */
export async function operationsOf(filter: string, span: Span, ask: Ask): Promise<Red[]> {
  return (await rows(redQuery(filter, FIELDS.service, FIELDS.name, FIELDS.kind), span, ask)).map((row) => ({
    service: row[FIELDS.service] ?? '',
    operation: row[FIELDS.name] ?? '',
    kind: KINDS[number(row, FIELDS.kind)] ?? '',
    ...measuresOf(row),
  }));
}

/** Calls of operations over time, by their keys. */
export async function operationSeries(service: string, size: number, span: Span, ask: Ask): Promise<Map<string, Series>> {
  const found = new Map<string, Series>();
  if (!size || size > SPARK_OPERATIONS_MAX) return found;
  // Rollups know minutes.
  const width = Math.max(60_000, step(span, SPARK_POINTS));
  const first = Math.ceil(span.start / width) * width;
  const count = Math.max(1, Math.floor((span.end - first) / width));
  for (const operation of await red({ service, step: `${width}ms` }, span, ask)) {
    for (const { time, calls, errors } of operation.points ?? []) {
      note(found, operationKey(operation), Math.floor((Date.parse(time) - first) / width), count, calls, errors);
    }
  }
  return found;
}

/** What the charts of the first page show. */
export interface RedLines {
  readonly times: readonly number[];
  /** Spans and errors per second. */
  readonly calls: readonly number[];
  readonly errors: readonly number[];
  /** Nanoseconds; null where nothing ran. */
  readonly quantiles: Readonly<Record<'p50' | 'p90' | 'p99', readonly (number | null)[]>>;
}

export function redLinesQuery(filter: string, span: Span): string {
  return `${filter} | stats by (_time:${steps(span, CHART_POINTS).width}ms) ${COUNTS}, ${QUANTILES}`;
}

export async function redLines(filter: string, span: Span, ask: Ask): Promise<RedLines> {
  const { first, width, count } = steps(span, CHART_POINTS);
  const zeros = (): number[] => new Array<number>(count).fill(0);
  const gaps = (): (number | null)[] => new Array<number | null>(count).fill(null);
  const [calls, errors] = [zeros(), zeros()];
  const quantiles = { p50: gaps(), p90: gaps(), p99: gaps() };
  for (const row of await rows(redLinesQuery(filter, span), span, ask)) {
    const at = Math.floor((Date.parse(row['_time'] ?? '') - first) / width);
    if (at < 0 || at >= count) continue;
    calls[at] = (number(row, 'calls') * 1000) / width;
    errors[at] = (number(row, 'errors') * 1000) / width;
    for (const name of ['p50', 'p90', 'p99'] as const) quantiles[name][at] = number(row, name);
  }
  return { times: Array.from({ length: count }, (_, at) => first + at * width), calls, errors, quantiles };
}
