// The types of attribute values. LogsQL answers are texts; OTLP tells what the application sent.
import { type Ask, get } from '../api/http';

/** What a value was sent as, by span id and then by field; texts are left out. */
export type Types = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Pair {
  readonly key: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

interface Otlp {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly Pair[] };
    readonly scopeSpans?: readonly {
      readonly spans?: readonly { readonly spanId: string; readonly attributes?: readonly Pair[] }[];
    }[];
  }[];
}

const NAMES: Readonly<Record<string, string>> = {
  intValue: 'integer',
  doubleValue: 'number',
  boolValue: 'boolean',
  arrayValue: 'list',
  kvlistValue: 'map',
  bytesValue: 'bytes',
};

export function typesOf(otlp: Otlp): Types {
  const found = new Map<string, Map<string, string>>();
  for (const resource of otlp.resourceSpans ?? []) {
    for (const { spans } of resource.scopeSpans ?? []) {
      for (const span of spans ?? []) {
        const types = new Map<string, string>();
        note(types, 'resource_attr:', resource.resource?.attributes);
        note(types, 'span_attr:', span.attributes);
        found.set(span.spanId, types);
      }
    }
  }
  return found;
}

function note(types: Map<string, string>, prefix: string, pairs: readonly Pair[] | undefined): void {
  for (const { key, value } of pairs ?? []) {
    const name = NAMES[Object.keys(value ?? {})[0] ?? ''];
    if (name) types.set(prefix + key, name);
  }
}

/** Above this many spans the types are not asked for: they come with the whole trace. */
const SPANS_MAX = 2000;

let last: { id: string; types: Promise<Types> } | undefined;

/** The types of a trace's values; those of the trace asked for last are kept. */
export function loadTypes(id: string, size: number, ask: Ask): Promise<Types> {
  if (size > SPANS_MAX) return Promise.resolve(new Map());
  if (last?.id !== id) {
    const types = get<{ result?: Otlp }>(`jaeger/api/v3/traces/${id}`, {}, { tenant: ask.tenant }).then(
      (answer) => typesOf(answer.result ?? {}),
      () => {
        last = undefined;
        return new Map();
      },
    );
    last = { id, types };
  }
  return last!.types;
}
