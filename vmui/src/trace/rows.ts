// Which spans of a trace are shown: collapsed subtrees and filtered spans are left out.
import type { TraceModel } from './model';

/** The places of the visible spans, in order. */
export function visibleRows(trace: TraceModel, collapsed: ReadonlySet<number>, kept?: Uint8Array): Int32Array {
  const rows = new Int32Array(trace.size);
  let count = 0;
  for (let span = 0; span < trace.size; ) {
    if (!kept || kept[span]) rows[count++] = span;
    span = collapsed.has(span) ? trace.subtreeEnd[span]! : span + 1;
  }
  return rows.subarray(0, count);
}

/** Every span that has children, or those at one depth and below. */
export function parents(trace: TraceModel, fromDepth = 0): Set<number> {
  const found = new Set<number>();
  for (let span = 0; span < trace.size; span++) {
    if (trace.subtreeEnd[span]! > span + 1 && trace.depth[span]! >= fromDepth) found.add(span);
  }
  return found;
}

export interface SpanFilter {
  readonly text: string;
  readonly service: string;
  readonly errorsOnly: boolean;
  /** An index into `KINDS`, -1 for all. */
  readonly kind: number;
  /** Nanoseconds. */
  readonly atLeast: number;
}

export const NO_FILTER: SpanFilter = { text: '', service: '', errorsOnly: false, kind: -1, atLeast: 0 };

export function isEmptyFilter(filter: SpanFilter): boolean {
  return !filter.text && !filter.service && !filter.errorsOnly && filter.kind < 0 && !filter.atLeast;
}

/** 1 for each span that matches; `found` are spans that the server found by their attributes. */
export function matches(trace: TraceModel, filter: SpanFilter, found?: ReadonlySet<string>): Uint8Array {
  const text = filter.text.toLowerCase();
  const nameMatches = trace.names.map((name) => name.toLowerCase().includes(text));
  const serviceMatches = trace.services.map((service) => service.toLowerCase().includes(text));
  const service = filter.service ? trace.services.indexOf(filter.service) : -1;
  const matched = new Uint8Array(trace.size);
  for (let span = 0; span < trace.size; span++) {
    if (filter.errorsOnly && trace.status[span] !== 2) continue;
    if (filter.kind >= 0 && trace.kind[span] !== filter.kind) continue;
    if (trace.duration[span]! < filter.atLeast) continue;
    if (filter.service && trace.service[span] !== service) continue;
    const byText =
      !text ||
      nameMatches[trace.name[span]!] ||
      serviceMatches[trace.service[span]!] ||
      trace.spanIds[span]!.startsWith(text) ||
      found?.has(trace.spanIds[span]!);
    if (byText) matched[span] = 1;
  }
  return matched;
}

/** The matching spans with all their ancestors, so that what is shown stays a tree. */
export function withAncestors(trace: TraceModel, matched: Uint8Array): Uint8Array {
  const kept = Uint8Array.from(matched);
  for (let span = trace.size - 1; span >= 0; span--) {
    const parent = trace.parent[span]!;
    if (kept[span] && parent >= 0) kept[parent] = 1;
  }
  return kept;
}

/** How long a span takes that is among the slowest twentieth of a trace. */
export function slowFrom(trace: TraceModel): number {
  const sorted = Float64Array.from(trace.duration).sort();
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}
