// Spans that stand for many: the slowest and the newest failed one of each stretch of time.
import { type Ask, type Row } from '../api/http';
import { FIELDS, fieldName, rows } from '../api/logsql';
import type { Span } from '../state/time';
import { steps } from './red';

export interface Exemplar {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly name: string;
  /** Nanoseconds. */
  readonly duration: number;
}

export interface Exemplars {
  readonly slowest: readonly Exemplar[];
  readonly failed: readonly Exemplar[];
}

const STRETCHES = 15;
const OWN = ['_time', FIELDS.trace, FIELDS.span, FIELDS.service, FIELDS.name, FIELDS.duration].map(fieldName).join(', ');

export function exemplarsQuery(filter: string, span: Span): string {
  return (
    `${filter} | stats by (_time:${steps(span, STRETCHES).width}ms) row_max(${FIELDS.duration}, ${OWN}) slowest,` +
    ` row_max(_time, ${OWN}) if (${FIELDS.status}:=2) failed`
  );
}

export function exemplarsOf(found: readonly Row[]): Exemplars {
  const read = (column: string): Exemplar[] => found.flatMap((row) => exemplarOf(JSON.parse(row[column] || '{}') as Row));
  return { slowest: read('slowest'), failed: read('failed') };
}

function exemplarOf(row: Row): Exemplar[] {
  const traceId = row[FIELDS.trace];
  if (!traceId) return [];
  return [
    {
      time: Date.parse(row['_time'] ?? ''),
      traceId,
      spanId: row[FIELDS.span] ?? '',
      service: row[FIELDS.service] ?? '',
      name: row[FIELDS.name] ?? '',
      duration: Number(row[FIELDS.duration] ?? 0),
    },
  ];
}

export async function exemplars(filter: string, span: Span, ask: Ask): Promise<Exemplars> {
  return exemplarsOf(await rows(exemplarsQuery(filter, span), span, ask));
}
