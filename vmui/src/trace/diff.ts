// Lines two traces up by structure: spans match when service, operation and the way to the root do,
// the n-th of its kind below a parent with the n-th.
import { type TraceModel, childrenOf } from './model';

export interface Pair {
  /** The places in the two traces, -1 where one has no such span. */
  readonly a: number;
  readonly b: number;
  readonly depth: number;
}

export function diff(a: TraceModel, b: TraceModel): Pair[] {
  const pairs: Pair[] = [];
  const stack: Pair[] = [];
  const push = (next: readonly Pair[]): void => {
    for (let i = next.length - 1; i >= 0; i--) stack.push(next[i]!);
  };
  push(aligned(a, childrenOf(a, -1), b, childrenOf(b, -1), 0));
  while (stack.length) {
    const pair = stack.pop()!;
    pairs.push(pair);
    push(aligned(a, below(a, pair.a), b, below(b, pair.b), pair.depth + 1));
  }
  return pairs;
}

/** Nothing is below a span that a trace lacks. */
function below(trace: TraceModel, span: number): number[] {
  return span < 0 ? [] : childrenOf(trace, span);
}

function aligned(a: TraceModel, inA: readonly number[], b: TraceModel, inB: readonly number[], depth: number): Pair[] {
  const waiting = new Map<string, number[]>();
  for (const span of inB) {
    const key = keyOf(b, span);
    const known = waiting.get(key);
    if (known) known.push(span);
    else waiting.set(key, [span]);
  }
  const pairs = inA.map((span) => ({ a: span, b: waiting.get(keyOf(a, span))?.shift() ?? -1, depth }));
  for (const span of [...waiting.values()].flat().sort((x, y) => x - y)) pairs.push({ a: -1, b: span, depth });
  return pairs;
}

function keyOf(trace: TraceModel, span: number): string {
  return `${trace.services[trace.service[span]!]}\n${trace.names[trace.name[span]!]}`;
}
