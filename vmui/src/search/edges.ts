// Calls from one service to another.

export interface Edge {
  readonly parent: string;
  readonly child: string;
  readonly calls: number;
  readonly errors: number;
  readonly meanMillis: number;
  readonly p50Millis: number;
  readonly p90Millis: number;
  readonly p99Millis: number;
}

/** The calls among services that are at most so many calls away from one. */
export function around(edges: readonly Edge[], focus: string, depth: number): Edge[] {
  let near: ReadonlySet<string> = new Set([focus]);
  for (let step = 0; step < depth; step++) {
    const next = new Set(near);
    for (const edge of edges) {
      if (near.has(edge.parent)) next.add(edge.child);
      if (near.has(edge.child)) next.add(edge.parent);
    }
    near = next;
  }
  return edges.filter((edge) => near.has(edge.parent) && near.has(edge.child));
}
