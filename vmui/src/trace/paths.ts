// The ways on which services are reached, from a merged tree: a service stands once for each way to it,
// other than on the map, where it stands once and ways that cross there cannot be told apart.
import type { Structure } from './structure';

/** A service at the end of one way. */
export interface Reached {
  /** The services on the way, the last one is itself; or, in front of the focus, the way from it to there. */
  readonly id: string;
  readonly service: string;
  calls: number;
  errors: number;
  /** Nanoseconds that no span it called took. */
  self: number;
}

export interface Paths {
  readonly nodes: readonly Reached[];
  readonly edges: readonly { readonly from: Reached; readonly to: Reached }[];
}

interface Place {
  readonly service: string;
  readonly parent: Place | undefined;
  calls: number;
  errors: number;
  self: number;
}

/** A drawing of more is no longer looked through. */
export const WAYS_MAX = 120;

/** All ways from the top, or those that lead through one service. */
export function paths(structure: Structure, focus: string): Paths {
  const found = new Map<string, Reached>();
  const edges = new Map<string, { from: Reached; to: Reached }>();
  const note = (side: string, way: readonly string[], service: string): Reached => {
    const id = [side, ...way].join('\n');
    const known = found.get(id) ?? { id, service, calls: 0, errors: 0, self: 0 };
    found.set(id, known);
    return known;
  };
  const join = (from: Reached, to: Reached): void => void edges.set(`${from.id}\n\n${to.id}`, { from, to });
  for (const place of placesOf(structure)) {
    const way = wayTo(place);
    const at = focus ? way.findIndex((each) => each.service === focus) : 0;
    if (at < 0) continue;
    const behind = way.slice(at);
    const node = note('to', behind.map((each) => each.service), place.service);
    node.calls += place.calls;
    node.errors += place.errors;
    node.self += place.self;
    if (behind.length > 1) join(note('to', behind.slice(0, -1).map((each) => each.service), behind.at(-2)!.service), node);
    else if (focus) lead(way, place, node);
  }
  // What leads to the focus counts the calls of the focus, since only those went this way.
  function lead(way: readonly Place[], place: Place, node: Reached): void {
    let to = node;
    for (let at = way.length - 2; at >= 0; at--) {
      const from = note('from', way.slice(at).map((each) => each.service), way[at]!.service);
      from.calls += place.calls;
      from.errors += place.errors;
      join(from, to);
      to = from;
    }
  }
  return most(found, edges);
}

/** Spans of one service that call one another are one place. */
function placesOf({ nodes }: Structure): Place[] {
  const known = new Map<string, Place>();
  const stack: { key: string; place: Place }[] = [];
  for (const { service, depth, calls, errors, self } of nodes) {
    stack.length = depth;
    const above = stack.at(-1);
    const isInside = above?.place.service === service;
    const key = isInside ? above.key : `${above?.key ?? ''}\n${service}`;
    const place = known.get(key) ?? { service, parent: above?.place, calls: 0, errors: 0, self: 0 };
    known.set(key, place);
    place.self += self;
    if (!isInside) {
      place.calls += calls;
      place.errors += errors;
    }
    stack.push({ key, place });
  }
  return [...known.values()];
}

function wayTo(place: Place): Place[] {
  const way: Place[] = [];
  for (let at: Place | undefined = place; at; at = at.parent) way.unshift(at);
  return way;
}

function most(found: ReadonlyMap<string, Reached>, edges: ReadonlyMap<string, { from: Reached; to: Reached }>): Paths {
  const nodes = [...found.values()].sort((a, b) => b.calls - a.calls).slice(0, WAYS_MAX);
  const kept = new Set(nodes);
  return { nodes, edges: [...edges.values()].filter(({ from, to }) => kept.has(from) && kept.has(to)) };
}
