// The spans without which the trace would have ended sooner: from the end of the root backwards,
// always the child that ended last before the moment looked at.
import { type TraceModel, childrenOf } from './model';

/** A stretch of time in which a span, and none of its children, kept the trace from ending. */
export interface Stretch {
  readonly span: number;
  readonly start: number;
  readonly end: number;
}

export function criticalPath(trace: TraceModel): Stretch[] {
  const root = longestRoot(trace);
  if (root < 0) return [];
  const stretches: Stretch[] = [];
  const add = (span: number, start: number, end: number): void => {
    if (end > start) stretches.push({ span, start, end });
  };
  // Each entry: follow `span` back from `until` to `from`.
  const stack: { span: number; from: number; until: number }[] = [
    { span: root, from: trace.start[root]!, until: trace.start[root]! + trace.duration[root]! },
  ];
  while (stack.length) {
    const { span, from, until } = stack.pop()!;
    let moment = until;
    for (const child of childrenByEnd(trace, span)) {
      const start = Math.max(trace.start[child]!, from);
      const end = Math.min(trace.start[child]! + trace.duration[child]!, until);
      // A child that was still running at the moment looked at ran beside what is on the path.
      if (end > moment || start >= end || start >= moment) continue;
      add(span, end, moment);
      stack.push({ span: child, from: start, until: end });
      moment = start;
    }
    add(span, from, moment);
  }
  return stretches.sort((a, b) => a.start - b.start);
}

/** Nanoseconds on the path by service, the largest first. */
export function shareByService(trace: TraceModel, path: readonly Stretch[]): [service: string, nanos: number][] {
  const sums = new Map<string, number>();
  for (const { span, start, end } of path) {
    const service = trace.services[trace.service[span]!]!;
    sums.set(service, (sums.get(service) ?? 0) + end - start);
  }
  return [...sums].sort((a, b) => b[1] - a[1]);
}

function longestRoot(trace: TraceModel): number {
  let longest = -1;
  for (const root of childrenOf(trace, -1)) {
    if (longest < 0 || trace.duration[root]! > trace.duration[longest]!) longest = root;
  }
  return longest;
}

function childrenByEnd(trace: TraceModel, span: number): number[] {
  const end = (child: number): number => trace.start[child]! + trace.duration[child]!;
  return childrenOf(trace, span).sort((a, b) => end(b) - end(a) || trace.start[b]! - trace.start[a]!);
}

/** Nanoseconds of each span in which none of its children ran. */
export function selfTimes(trace: TraceModel): Float64Array {
  const self = Float64Array.from(trace.duration);
  for (let span = 0; span < trace.size; span++) {
    const end = trace.start[span]! + trace.duration[span]!;
    let covered = trace.start[span]!;
    let sum = 0;
    for (const child of childrenOf(trace, span)) {
      const from = Math.max(covered, trace.start[child]!);
      const until = Math.min(end, trace.start[child]! + trace.duration[child]!);
      if (until > from) {
        sum += until - from;
        covered = until;
      }
    }
    self[span] = trace.duration[span]! - sum;
  }
  return self;
}
