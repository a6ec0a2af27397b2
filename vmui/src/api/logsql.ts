// Questions in LogsQL, with the quoting that makes any text safe inside one.
import type { Span } from '../state/time';
import { type Ask, type Row, lines } from './http';

/** A text as a LogsQL literal. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A field name as it must be written in a query. */
export function fieldName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) ? name : quote(name);
}

/** `field:="value"`, or the test for an absent field. */
export function exactly(field: string, value: string): string {
  return value === '' ? `${fieldName(field)}:""` : `${fieldName(field)}:=${quote(value)}`;
}

/** `field:in("a","b")`. */
export function oneOf(field: string, values: readonly string[]): string {
  return `${fieldName(field)}:in(${values.map(quote).join(',')})`;
}

/** Filters of which all must hold. */
export function all(...filters: readonly (string | undefined)[]): string {
  const kept = filters.filter((filter): filter is string => !!filter && filter.trim() !== '' && filter.trim() !== '*');
  if (!kept.length) return '*';
  return kept.length === 1 ? kept[0]! : kept.map((filter) => `(${filter})`).join(' ');
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function times(span: Span): { start: string; end: string } {
  return { start: nanos(span.start), end: nanos(span.end) };
}

/** Milliseconds as whole nanoseconds, without the rounding of doubles. */
export function nanos(millis: number): string {
  return `${Math.floor(millis)}000000`;
}

/** All rows of an answer at once. */
export async function rows(query: string, span: Span | undefined, ask: Ask, limit?: number): Promise<Row[]> {
  const found: Row[] = [];
  await lines('logsql/query', { query, ...(span ? times(span) : {}), limit }, ask, (some) => {
    for (const row of some) found.push(row);
  });
  return found;
}

/** The names that queries use most. */
export const FIELDS = {
  service: 'resource_attr:service.name',
  name: 'name',
  trace: 'trace_id',
  span: 'span_id',
  parent: 'parent_span_id',
  duration: 'duration',
  status: 'status_code',
  kind: 'kind',
  start: 'start_time_unix_nano',
} as const;
