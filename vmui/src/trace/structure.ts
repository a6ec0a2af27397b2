// Many traces as one tree: a node stands for all spans of a service and operation that were reached on
// the same way from the root.
import { type Ask } from '../api/http';
import { FIELDS, fieldName, oneOf, rows } from '../api/logsql';
import { tracesQuery } from '../search/search';
import type { Span } from '../state/time';
import { selfTimes } from './criticalPath';
import { SKELETON, TraceBuilder, type TraceModel } from './model';

export interface StructureNode {
  readonly service: string;
  readonly name: string;
  readonly depth: number;
  /** In how many of the traces it is, and how many spans it stands for. */
  readonly traces: number;
  readonly calls: number;
  readonly errors: number;
  /** Spans with an error of which no child has one: where errors come from. */
  readonly ownErrors: number;
  /** Nanoseconds of all its spans, and those in which no child ran. */
  readonly total: number;
  readonly self: number;
}

export interface Structure {
  readonly nodes: readonly StructureNode[];
  readonly traces: number;
  readonly self: number;
  /** The largest `self` of a node. */
  readonly mostSelf: number;
}

/** Traces that are merged: enough for shares of one percent. */
export const TRACES_MAX = 300;
const SPANS_MAX = 200_000;

class Node {
  traces = 0;
  calls = 0;
  errors = 0;
  ownErrors = 0;
  total = 0;
  self = 0;
  /** The trace that was counted last. */
  lastTrace = -1;
  readonly children = new Map<string, Node>();

  constructor(
    readonly service: string,
    readonly name: string,
  ) {}

  child(service: string, name: string): Node {
    const key = `${service}\n${name}`;
    const known = this.children.get(key) ?? new Node(service, name);
    this.children.set(key, known);
    return known;
  }
}

export function merged(traces: readonly TraceModel[]): Structure {
  const top = new Node('', '');
  traces.forEach((trace, number) => add(top, trace, number));
  const nodes: StructureNode[] = [];
  const stack: { node: Node; depth: number }[] = [];
  const push = (node: Node, depth: number): void => {
    const below = [...node.children.values()].sort((a, b) => a.total - b.total);
    for (const child of below) stack.push({ node: child, depth });
  };
  let [whole, mostSelf] = [0, 0];
  push(top, 0);
  while (stack.length) {
    const { node, depth } = stack.pop()!;
    const { service, name, traces: inTraces, calls, errors, ownErrors, total, self } = node;
    nodes.push({ service, name, depth, traces: inTraces, calls, errors, ownErrors, total, self });
    whole += self;
    mostSelf = Math.max(mostSelf, self);
    push(node, depth + 1);
  }
  return { nodes, traces: traces.length, self: whole, mostSelf };
}

function add(top: Node, trace: TraceModel, number: number): void {
  const self = selfTimes(trace);
  const places: Node[] = [];
  /** Spans whose error came from a child, and is not their own. */
  const below = new Uint8Array(trace.size);
  for (let span = 0; span < trace.size; span++) {
    const parent = trace.parent[span]!;
    const above = parent < 0 ? top : places[parent]!;
    const node = above.child(trace.services[trace.service[span]!]!, trace.names[trace.name[span]!]!);
    places.push(node);
    node.calls++;
    node.total += trace.duration[span]!;
    node.self += self[span]!;
    if (node.lastTrace !== number) node.traces++;
    node.lastTrace = number;
    if (trace.status[span] !== 2) continue;
    node.errors++;
    node.ownErrors++;
    if (parent < 0 || trace.status[parent] !== 2 || below[parent]) continue;
    below[parent] = 1;
    above.ownErrors--;
  }
}

/** Merges the newest traces that have a matching span. */
export async function loadStructure(filter: string, span: Span, ask: Ask): Promise<Structure> {
  const ids = (await rows(tracesQuery(filter, 'newest', TRACES_MAX), span, ask)).map((row) => row[FIELDS.trace] ?? '');
  if (!ids.length) return merged([]);
  const query = `${oneOf(FIELDS.trace, ids)} | fields ${[FIELDS.trace, ...SKELETON].map(fieldName).join(', ')}`;
  const builders = new Map<string, TraceBuilder>();
  for (const row of await rows(query, undefined, ask, SPANS_MAX)) {
    const id = row[FIELDS.trace] ?? '';
    const builder = builders.get(id) ?? new TraceBuilder();
    builders.set(id, builder);
    builder.add(row);
  }
  return merged([...builders].map(([id, builder]) => builder.build(id)));
}
