// What makes a span doubtful: to know before one draws conclusions from it.
import type { Row } from '../api/http';
import { FIELDS } from '../api/logsql';
import { duration } from '../util/format';
import type { TraceModel } from './model';

const DROPPED: readonly (readonly [field: string, what: string])[] = [
  ['dropped_attributes_count', 'attributes'],
  ['dropped_events_count', 'events'],
  ['dropped_links_count', 'links'],
];

export function warningsOf(trace: TraceModel, span: number, row: Row): string[] {
  const found: string[] = [];
  const parent = trace.parent[span]!;
  if (parent < 0 && row[FIELDS.parent]) found.push('The span that called this one did not arrive.');
  const early = parent < 0 ? 0 : trace.start[parent]! - trace.start[span]!;
  if (early > 0) found.push(`Begins ${duration(early)} before the span that called it: their clocks disagree.`);
  const [start, end] = [BigInt(row[FIELDS.start] || '0'), BigInt(row['end_time_unix_nano'] || '0')];
  if (end && end < start) found.push(`Ends ${duration(Number(start - end))} before it begins.`);
  for (const [field, what] of DROPPED) {
    const dropped = Number(row[field] ?? 0);
    if (dropped) found.push(`The sender dropped ${dropped} of its ${what}.`);
  }
  return found;
}
