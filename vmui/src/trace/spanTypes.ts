// What sort of work a span stands for, told by the attributes that only such spans have.
import type { Row } from '../api/http';

export const SPAN_TYPES = ['', 'generative model', 'database', 'messaging', 'RPC', 'HTTP', 'function'] as const;

/** By the place in `SPAN_TYPES`: present names first, then former ones. The first type that a span has counts. */
const MARKS: readonly (readonly string[])[] = [
  [],
  ['gen_ai.operation.name', 'gen_ai.provider.name', 'gen_ai.system'],
  ['db.system.name', 'db.system'],
  ['messaging.system'],
  ['rpc.system.name', 'rpc.system'],
  ['http.request.method', 'http.method'],
  ['faas.trigger'],
];

const TYPES = MARKS.flatMap((names, type) => names.map((name) => ({ field: `span_attr:${name}`, type })));

/** The fields that the type of a span is told by. */
export const TYPE_FIELDS: readonly string[] = TYPES.map(({ field }) => field);

/** A place in `SPAN_TYPES`, 0 for a span of no special type. */
export function spanTypeOf(row: Row): number {
  for (const { field, type } of TYPES) if (row[field]) return type;
  return 0;
}
