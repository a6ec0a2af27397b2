// Reads traces: the skeleton of a whole trace first, the attributes of a span when they are looked at.
import { type Ask, type Row, lines } from '../api/http';
import { FIELDS, escapeRegExp, exactly, fieldName, rows } from '../api/logsql';
import { SKELETON, TraceBuilder, type TraceModel } from './model';
import { openedTrace } from './opened';

/** Reads a trace; `show` gets what has arrived of a long one now and then. */
export async function loadTrace(id: string, ask: Ask, show: (partial: TraceModel) => void): Promise<TraceModel> {
  const builder = new TraceBuilder();
  const opened = openedTrace(id);
  if (opened) {
    for (const row of opened) builder.add(row);
    return builder.build(id);
  }
  let shown = 0;
  let nextShow = performance.now() + 500;
  await lines('logsql/query', { query: skeletonQuery(id) }, ask, (some) => {
    for (const row of some) builder.add(row);
    if (performance.now() > nextShow && builder.size > 2 * shown) {
      shown = builder.size;
      show(builder.build(id));
      nextShow = performance.now() + 500;
    }
  });
  return builder.build(id);
}

export function skeletonQuery(id: string): string {
  return `${exactly(FIELDS.trace, id)} | fields ${SKELETON.map(fieldName).join(', ')}`;
}

/** Every field of one span. */
export async function loadSpan(traceId: string, spanId: string, ask: Ask): Promise<Row | undefined> {
  const opened = openedTrace(traceId);
  if (opened) return opened.find((row) => row[FIELDS.span] === spanId);
  return (await rows(`${exactly(FIELDS.trace, traceId)} ${exactly(FIELDS.span, spanId)}`, undefined, ask, 1))[0];
}

/** Every field of the spans of a trace. */
export async function loadSpans(traceId: string, ask: Ask, max: number): Promise<readonly Row[]> {
  return openedTrace(traceId)?.slice(0, max) ?? (await rows(exactly(FIELDS.trace, traceId), undefined, ask, max));
}

/** The value of a field of each span of a trace that has one, by span id. */
export async function loadValues(traceId: string, field: string, ask: Ask): Promise<Map<string, string>> {
  const query = `${exactly(FIELDS.trace, traceId)} ${fieldName(field)}:* | fields ${FIELDS.span}, ${fieldName(field)}`;
  const found = openedTrace(traceId) ?? (await rows(query, undefined, ask));
  return new Map(found.map((row) => [row[FIELDS.span] ?? '', row[field] ?? '']));
}

/** The fields that the spans of a trace have, ids and times left out. */
export async function loadFields(traceId: string, ask: Ask): Promise<string[]> {
  const opened = openedTrace(traceId);
  const names = opened
    ? [...new Set(opened.flatMap((row) => Object.keys(row)))]
    : (await rows(`${exactly(FIELDS.trace, traceId)} | field_names`, undefined, ask)).map((row) => row['name'] ?? '');
  return names.filter((name) => /^(span_attr|resource_attr|scope_attr):|^(kind|status_code)$/.test(name)).sort();
}

/** Every field of the spans of a trace that have events. */
export async function loadEvents(traceId: string, ask: Ask, max: number): Promise<readonly Row[]> {
  const hasEvent = (row: Row): boolean => Object.keys(row).some((field) => field.startsWith('event:'));
  const query = `${exactly(FIELDS.trace, traceId)} "event:event_name:0":*`;
  return openedTrace(traceId)?.filter(hasEvent).slice(0, max) ?? (await rows(query, undefined, ask, max));
}

/** `http.route=/cart`: what an attribute of the name before the sign must have. */
const NAMED = /^([\w.-]+)=(.+)$/;

/** The spans of a trace in which some value has the text, or in which the attribute that it names has. */
export async function searchSpans(traceId: string, text: string, ask: Ask): Promise<Set<string>> {
  const [, name, value = text] = NAMED.exec(text) ?? [];
  const opened = openedTrace(traceId);
  if (opened) {
    const wanted = value.toLowerCase();
    const isAsked = (field: string): boolean => name === undefined || field === name || field.endsWith(`:${name}`);
    const has = (row: Row): boolean => Object.entries(row).some(([field, each]) => isAsked(field) && each.toLowerCase().includes(wanted));
    return new Set(opened.filter(has).map((row) => row[FIELDS.span] ?? ''));
  }
  const found = new Set<string>();
  const pattern = JSON.stringify(`(?i)${escapeRegExp(value)}`);
  const fields = name === undefined ? ['*'] : ['', 'span_attr:', 'resource_attr:', 'scope_attr:'].map((prefix) => fieldName(prefix + name));
  const query = `${exactly(FIELDS.trace, traceId)} (${fields.map((field) => `${field}:~${pattern}`).join(' or ')}) | fields ${FIELDS.span}`;
  for (const row of await rows(query, undefined, ask)) found.add(row[FIELDS.span] ?? '');
  return found;
}

export interface Fact {
  readonly key: string;
  readonly value: string;
}

/** An event or a link of a span. */
export interface Mark {
  readonly title: string;
  /** Nanoseconds since the epoch as text; empty for links. */
  readonly time: string;
  readonly facts: readonly Fact[];
  /** Where a link leads. */
  readonly traceId: string;
  readonly spanId: string;
}

export interface SpanDetail {
  readonly attributes: readonly Fact[];
  readonly resource: readonly Fact[];
  readonly scope: readonly Fact[];
  readonly span: readonly Fact[];
  readonly events: readonly Mark[];
  readonly links: readonly Mark[];
}

/** The fields of a span by what they belong to. */
export function detailOf(row: Row): SpanDetail {
  const attributes: Fact[] = [];
  const resource: Fact[] = [];
  const scope: Fact[] = [];
  const span: Fact[] = [];
  const events = new Map<number, Fact[]>();
  const links = new Map<number, Fact[]>();
  for (const [field, value] of Object.entries(row).sort(([a], [b]) => a.localeCompare(b))) {
    const numbered = /^(event|link):(.*):(\d+)$/.exec(field);
    if (numbered) {
      const marks = numbered[1] === 'event' ? events : links;
      const at = Number(numbered[3]);
      marks.set(at, [...(marks.get(at) ?? []), { key: numbered[2] ?? '', value }]);
    } else if (field.startsWith('span_attr:')) attributes.push({ key: field.slice(10), value });
    else if (field.startsWith('resource_attr:')) resource.push({ key: field.slice(14), value });
    else if (field.startsWith('scope_')) scope.push({ key: field.replace(/^scope_(attr:)?/, ''), value });
    else if (!field.startsWith('_')) span.push({ key: field, value });
  }
  return { attributes, resource, scope, span, events: marksOf(events), links: marksOf(links) };
}

function marksOf(found: ReadonlyMap<number, readonly Fact[]>): Mark[] {
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([, facts]) => {
      const get = (key: string): string => facts.find((fact) => fact.key === key)?.value ?? '';
      const isAttribute = (key: string): boolean => key.startsWith('event_attr:') || key.startsWith('link_attr:');
      return {
        title: get('event_name') || get('link_trace_id'),
        time: get('event_time_unix_nano'),
        traceId: get('link_trace_id'),
        spanId: get('link_span_id'),
        facts: facts
          .filter((fact) => isAttribute(fact.key))
          .map((fact) => ({ key: fact.key.replace(/^(event|link)_attr:/, ''), value: fact.value })),
      };
    });
}
