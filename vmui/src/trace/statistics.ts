// What the spans of a trace add up to, by service or by operation.
import { selfTimes } from './criticalPath';
import type { TraceModel } from './model';

export interface GroupFacts {
  /** Or the value of an attribute. */
  readonly service: string;
  readonly operation: string;
  readonly spans: number;
  readonly errors: number;
  /** Nanoseconds. */
  readonly total: number;
  readonly self: number;
  readonly longest: number;
}

/** By service, by operation, or by what `valueOf` says of each span. */
export function statistics(trace: TraceModel, by: 'service' | 'operation' | ((spanId: string) => string)): GroupFacts[] {
  const self = selfTimes(trace);
  const groups = new Map<string, { -readonly [K in keyof GroupFacts]: GroupFacts[K] }>();
  for (let span = 0; span < trace.size; span++) {
    const service = typeof by === 'string' ? trace.services[trace.service[span]!]! : by(trace.spanIds[span]!);
    const operation = by === 'operation' ? trace.names[trace.name[span]!]! : '';
    const key = `${service}\n${operation}`;
    let group = groups.get(key);
    if (!group) {
      group = { service, operation, spans: 0, errors: 0, total: 0, self: 0, longest: 0 };
      groups.set(key, group);
    }
    group.spans++;
    if (trace.status[span] === 2) group.errors++;
    group.total += trace.duration[span]!;
    group.self += self[span]!;
    group.longest = Math.max(group.longest, trace.duration[span]!);
  }
  return [...groups.values()].sort((a, b) => b.self - a.self);
}

/** Calls between services inside the trace: caller, callee, count and errors. */
export interface Call {
  readonly from: string;
  readonly to: string;
  count: number;
  errors: number;
}

export function calls(trace: TraceModel): Call[] {
  const found = new Map<string, Call>();
  for (let span = 0; span < trace.size; span++) {
    const parent = trace.parent[span]!;
    if (parent < 0 || trace.service[parent] === trace.service[span]) continue;
    const from = trace.services[trace.service[parent]!]!;
    const to = trace.services[trace.service[span]!]!;
    const key = `${from}\n${to}`;
    const call = found.get(key) ?? { from, to, count: 0, errors: 0 };
    call.count++;
    if (trace.status[span] === 2) call.errors++;
    found.set(key, call);
  }
  return [...found.values()];
}
