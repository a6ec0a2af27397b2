// A trace as arrays by span, so that 100,000 spans cost no object each. Spans are in display order:
// parents before children, siblings by start.
import type { Row } from '../api/http';
import { FIELDS } from '../api/logsql';
import { TYPE_FIELDS, spanTypeOf } from './spanTypes';

export interface TraceModel {
  readonly id: string;
  readonly size: number;
  readonly spanIds: readonly string[];
  readonly services: readonly string[];
  readonly names: readonly string[];
  /** Codes into `services` and `names`. */
  readonly service: Int32Array;
  readonly name: Int32Array;
  /** Nanoseconds since the trace's start. */
  readonly start: Float64Array;
  readonly duration: Float64Array;
  /** The place of the parent, -1 for a root. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** The place behind the last descendant. */
  readonly subtreeEnd: Int32Array;
  readonly kind: Uint8Array;
  /** 2 is an error. */
  readonly status: Uint8Array;
  /** What HTTP answered, 0 where nothing did. */
  readonly httpStatus: Uint16Array;
  /** Places in `SPAN_TYPES`. */
  readonly type: Uint8Array;
  /** Spans whose parent is not in the trace. */
  readonly orphans: number;
  /** Milliseconds since the epoch at which the trace starts, and the nanoseconds below. */
  readonly startMillis: number;
  readonly length: number;
}

/** The status of HTTP by its present and by its former name. */
const HTTP_STATUS = ['span_attr:http.response.status_code', 'span_attr:http.status_code'] as const;

/** The fields a skeleton is made of. */
export const SKELETON = [
  FIELDS.span, FIELDS.parent, FIELDS.name, FIELDS.service, FIELDS.kind, FIELDS.duration, FIELDS.start, FIELDS.status, ...HTTP_STATUS,
  ...TYPE_FIELDS,
];

/** Numbers distinct texts. */
class Codes {
  readonly texts: string[] = [];
  private readonly known = new Map<string, number>();

  of(text: string): number {
    let code = this.known.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.known.set(text, code);
      this.texts.push(text);
    }
    return code;
  }
}

/** Collects skeleton rows, then lays them out as a tree. */
export class TraceBuilder {
  private readonly spanIds: string[] = [];
  private readonly parentIds: string[] = [];
  private readonly service: number[] = [];
  private readonly name: number[] = [];
  private readonly seconds: number[] = [];
  private readonly nanos: number[] = [];
  private readonly durations: number[] = [];
  private readonly kinds: number[] = [];
  private readonly statuses: number[] = [];
  private readonly httpStatuses: number[] = [];
  private readonly types: number[] = [];
  private readonly services = new Codes();
  private readonly names = new Codes();
  /** The last row of each span id. */
  private readonly rowOf = new Map<string, number>();

  get size(): number {
    return this.spanIds.length;
  }

  /** Takes a span; one that came twice, since its sender repeated a request, counts once. */
  add(row: Row): void {
    const start = (row[FIELDS.start] ?? '0').padStart(10, '0');
    const id = row[FIELDS.span] ?? '';
    const known = id ? this.rowOf.get(id) : undefined;
    if (known !== undefined && this.isSame(known, row, start)) return;
    this.rowOf.set(id, this.size);
    this.spanIds.push(id);
    this.parentIds.push(row[FIELDS.parent] ?? '');
    this.service.push(this.services.of(row[FIELDS.service] ?? ''));
    this.name.push(this.names.of(row[FIELDS.name] ?? ''));
    this.seconds.push(Number(start.slice(0, -9)));
    this.nanos.push(Number(start.slice(-9)));
    this.durations.push(Number(row[FIELDS.duration] ?? 0));
    this.kinds.push(Number(row[FIELDS.kind] ?? 0));
    this.statuses.push(Number(row[FIELDS.status] ?? 0));
    this.httpStatuses.push(Number(row[HTTP_STATUS[0]] ?? row[HTTP_STATUS[1]] ?? 0));
    this.types.push(spanTypeOf(row));
  }

  /** Client and server may share an id; they differ in kind. */
  private isSame(known: number, row: Row, start: string): boolean {
    return (
      this.kinds[known] === Number(row[FIELDS.kind] ?? 0) &&
      this.nanos[known] === Number(start.slice(-9)) &&
      this.seconds[known] === Number(start.slice(0, -9)) &&
      this.names.texts[this.name[known]!] === (row[FIELDS.name] ?? '')
    );
  }

  build(id: string): TraceModel {
    const size = this.size;
    const baseSecond = size ? this.seconds.reduce((least, each) => Math.min(least, each), Infinity) : 0;
    const starts = new Float64Array(size);
    let first = Infinity;
    let last = 0;
    for (let i = 0; i < size; i++) {
      starts[i] = (this.seconds[i]! - baseSecond) * 1e9 + this.nanos[i]!;
      first = Math.min(first, starts[i]!);
      last = Math.max(last, starts[i]! + this.durations[i]!);
    }
    if (!size) first = 0;
    const tree = layOut(this.rowOf, this.parentIds, starts);
    const place = (values: readonly number[]): Int32Array => Int32Array.from(tree.order, (i) => values[i]!);
    return {
      id,
      size,
      spanIds: Array.from(tree.order, (i) => this.spanIds[i]!),
      services: this.services.texts,
      names: this.names.texts,
      service: place(this.service),
      name: place(this.name),
      start: Float64Array.from(tree.order, (i) => starts[i]! - first),
      duration: Float64Array.from(tree.order, (i) => this.durations[i]!),
      parent: tree.parent,
      depth: tree.depth,
      subtreeEnd: tree.subtreeEnd,
      kind: Uint8Array.from(tree.order, (i) => this.kinds[i]!),
      status: Uint8Array.from(tree.order, (i) => this.statuses[i]!),
      httpStatus: Uint16Array.from(tree.order, (i) => this.httpStatuses[i]!),
      type: Uint8Array.from(tree.order, (i) => this.types[i]!),
      orphans: tree.orphans,
      startMillis: baseSecond * 1000 + first / 1e6,
      length: size ? last - first : 0,
    };
  }
}

interface Tree {
  /** The row at each place. */
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly orphans: number;
}

function layOut(rowOf: ReadonlyMap<string, number>, parentIds: readonly string[], starts: Float64Array): Tree {
  const size = parentIds.length;
  const children: (number[] | undefined)[] = new Array<number[] | undefined>(size);
  const roots: number[] = [];
  let orphans = 0;
  for (let row = 0; row < size; row++) {
    const parentId = parentIds[row]!;
    const parent = parentId ? rowOf.get(parentId) : undefined;
    if (parent === undefined || parent === row) {
      if (parentId) orphans++;
      roots.push(row);
    } else {
      (children[parent] ??= []).push(row);
    }
  }
  const byStart = (a: number, b: number): number => starts[a]! - starts[b]! || a - b;
  const tree = {
    order: new Int32Array(size),
    parent: new Int32Array(size),
    depth: new Int32Array(size),
    subtreeEnd: new Int32Array(size),
    orphans,
  };
  const visited = new Uint8Array(size);
  let place = 0;
  // A stack of our own: traces can be deeper than the call stack. Negative entries close a span.
  const walk = (root: number): void => {
    const stack: [row: number, parent: number, depth: number][] = [[root, -1, 0]];
    while (stack.length) {
      const [row, parent, depth] = stack.pop()!;
      if (row < 0) {
        tree.subtreeEnd[-row - 1] = place;
        continue;
      }
      if (visited[row]) continue;
      visited[row] = 1;
      const at = place++;
      tree.order[at] = row;
      tree.parent[at] = parent;
      tree.depth[at] = depth;
      stack.push([-at - 1, 0, 0]);
      const below = children[row];
      if (below) {
        below.sort(byStart);
        for (let i = below.length - 1; i >= 0; i--) stack.push([below[i]!, at, depth + 1]);
      }
    }
  };
  roots.sort(byStart).forEach(walk);
  // Spans in a circle of parents hang below no root; they are shown all the same.
  for (let row = 0; row < size; row++) {
    if (!visited[row]) walk(row);
  }
  return tree;
}

/** The spans that a span called itself, in display order; those without a parent below -1. */
export function childrenOf(trace: TraceModel, span: number): number[] {
  const found: number[] = [];
  const end = span < 0 ? trace.size : trace.subtreeEnd[span]!;
  for (let child = span + 1; child < end; child = trace.subtreeEnd[child]!) found.push(child);
  return found;
}

export const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
