// A search for traces: what the form holds, as parameters of the address and as LogsQL.
import { type Ask, type Row } from '../api/http';
import { FIELDS, all, exactly, fieldName, oneOf, rows } from '../api/logsql';
import type { Span } from '../state/time';

export interface Search {
  readonly service: string;
  readonly operation: string;
  /** LogsQL filters over single spans. */
  readonly query: string;
  /** Durations as people write them. */
  readonly min: string;
  readonly max: string;
  readonly errors: boolean;
}

export function searchOf(params: URLSearchParams): Search {
  const get = (name: string): string => params.get(name) ?? '';
  return {
    service: get('service'),
    operation: get('operation'),
    query: get('query'),
    min: get('min'),
    max: get('max'),
    errors: get('errors') === '1',
  };
}

export function paramsOf(search: Search): Record<string, string> {
  return { ...search, errors: search.errors ? '1' : '' };
}

/** The filter that the spans of a found trace satisfy. */
export function filterOf(search: Search): string {
  return all(
    search.service && exactly(FIELDS.service, search.service),
    search.operation && exactly(FIELDS.name, search.operation),
    search.min && `duration:>=${search.min}`,
    search.max && `duration:<=${search.max}`,
    search.errors ? 'status_code:=2' : '',
    search.query,
  );
}

/** A whole trace in a list. */
export interface Summary {
  readonly id: string;
  readonly service: string;
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Nanoseconds. */
  readonly duration: number;
  readonly spans: number;
  readonly errors: number;
  readonly services: readonly string[];
  /** How many of its spans satisfy the filter. */
  readonly matched: number;
}

const SERVICE = fieldName(FIELDS.service);

/** What the server sorts traces by, all of the time range; the list then sorts what it got. */
export const ORDERS = { newest: 'last', slowest: 'longest', 'most matches': 'matched' } as const;

export type Order = keyof typeof ORDERS;

export function tracesQuery(filter: string, order: Order, limit: number): string {
  return (
    `${filter} | stats by (trace_id) max(_time) last, max(duration) longest, count() matched` +
    ` | sort by (${ORDERS[order]} desc) limit ${limit}`
  );
}

/** The first traces in an order that have a matching span, as a whole. */
export async function findTraces(filter: string, order: Order, span: Span, limit: number, ask: Ask): Promise<Summary[]> {
  const matched = new Map<string, number>();
  for (const row of await rows(tracesQuery(filter, order, limit), span, ask)) {
    if (row['trace_id']) matched.set(row['trace_id'], Number(row['matched'] ?? 0));
  }
  return matched.size ? summaries(matched, ask) : [];
}

/** What traces are as a whole, in the order of their ids; those without a span here are left out. */
export async function summaries(matched: ReadonlyMap<string, number>, ask: Ask): Promise<Summary[]> {
  const query =
    `${oneOf(FIELDS.trace, [...matched.keys()])} | stats by (trace_id) count() spans,` +
    ' count() if (status_code:=2) errors, min(start_time_unix_nano) start, max(end_time_unix_nano) end,' +
    ` uniq_values(${SERVICE}) services, row_min(start_time_unix_nano, ${SERVICE}, name) first,` +
    ` row_min(start_time_unix_nano, ${SERVICE}, name) if (parent_span_id:"") root`;
  const found = (await rows(query, undefined, ask)).map((row) => summaryOf(row, matched));
  const places = new Map([...matched.keys()].map((id, at) => [id, at]));
  return found.sort((a, b) => places.get(a.id)! - places.get(b.id)!);
}

function summaryOf(row: Row, matched: ReadonlyMap<string, number>): Summary {
  const id = row['trace_id'] ?? '';
  const root = object(row['root']) ?? object(row['first']) ?? {};
  const start = row['start'] ?? '0';
  const end = row['end'] ?? '0';
  return {
    id,
    service: root[FIELDS.service] ?? '',
    operation: root['name'] ?? '',
    start: Number(start) / 1e6,
    duration: (Number(end.slice(0, -9)) - Number(start.slice(0, -9))) * 1e9 + Number(end.slice(-9)) - Number(start.slice(-9)),
    spans: Number(row['spans'] ?? 0),
    errors: Number(row['errors'] ?? 0),
    services: list(row['services']),
    matched: matched.get(id) ?? 0,
  };
}

function object(text: string | undefined): Record<string, string> | undefined {
  if (!text) return undefined;
  const value = JSON.parse(text) as Record<string, string>;
  return Object.keys(value).length ? value : undefined;
}

export function list(text: string | undefined): string[] {
  return text ? (JSON.parse(text) as string[]) : [];
}
