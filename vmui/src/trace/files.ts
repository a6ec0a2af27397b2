// Reads traces out of texts: what Jaeger, Zipkin and their UIs download, OTLP in JSON, and lines of answers to LogsQL.
import type { Row } from '../api/http';

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** The spans of each trace in a text, as rows with the names that fields have in the store. */
export function readTraces(text: string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const document of documents(text)) {
    for (const row of rowsIn(document)) {
      const id = row['trace_id'];
      if (!id) continue;
      const spans = found.get(id);
      if (spans) spans.push(row);
      else found.set(id, [row]);
    }
  }
  if (!found.size) throw new Error('This is none of the formats that are read: JSON of Jaeger, of Zipkin, of OTLP, or lines of a LogsQL answer.');
  return found;
}

function documents(text: string): Json[] {
  try {
    return [JSON.parse(text) as Json];
  } catch {
    const lines = text.split('\n');
    return lines.filter((line) => line.trim()).map((line) => {
      try {
        return JSON.parse(line) as Json;
      } catch {
        throw new Error(`Line ${lines.indexOf(line) + 1} is not JSON.`);
      }
    });
  }
}

function rowsIn(document: Json | undefined): Row[] {
  if (Array.isArray(document)) return document.flatMap((each: Json) => rowsIn(each));
  const object = objectOf(document);
  const resources = object['resourceSpans'] ?? object['batches'];
  if (resources) return list(resources).flatMap(otlpRows);
  if (object['spans'] && object['processes']) return jaegerRows(object);
  if (object['traceId'] && object['id']) return [zipkinRow(object)];
  if (object['span_id']) return [Object.fromEntries(Object.entries(object).map(([name, value]) => [name, textOf(value)]))];
  const inside = object['data'] ?? object['result'] ?? object['trace'];
  return inside ? rowsIn(inside) : [];
}

function otlpRows(resource: JsonObject): Row[] {
  const base = attributes('resource_attr:', objectOf(resource['resource'])['attributes']);
  return list(resource['scopeSpans'] ?? resource['instrumentationLibrarySpans']).flatMap((scoped) => {
    const scope = objectOf(scoped['scope'] ?? scoped['instrumentationLibrary']);
    const common = {
      ...base,
      scope_name: textOf(scope['name']),
      scope_version: textOf(scope['version']),
      ...attributes('scope_attr:', scope['attributes']),
    };
    return list(scoped['spans']).map((span) => otlpSpan(common, span));
  });
}

const KINDS = ['SPAN_KIND_UNSPECIFIED', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT', 'SPAN_KIND_PRODUCER', 'SPAN_KIND_CONSUMER'];
const STATUSES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

function otlpSpan(common: Row, span: JsonObject): Row {
  const start = BigInt(textOf(span['startTimeUnixNano']) || '0');
  const end = BigInt(textOf(span['endTimeUnixNano']) || '0');
  const status = objectOf(span['status']);
  const row: Record<string, string> = {
    ...common,
    trace_id: hex(span['traceId']),
    span_id: hex(span['spanId']),
    parent_span_id: hex(span['parentSpanId']),
    name: textOf(span['name']),
    kind: numberOf(span['kind'], KINDS),
    status_code: numberOf(status['code'], STATUSES),
    status_message: textOf(status['message']),
    trace_state: textOf(span['traceState']),
    start_time_unix_nano: String(start),
    end_time_unix_nano: String(end),
    duration: String(end > start ? end - start : 0n),
    ...attributes('span_attr:', span['attributes']),
  };
  list(span['events']).forEach((event, i) => {
    row[`event:event_name:${i}`] = textOf(event['name']);
    row[`event:event_time_unix_nano:${i}`] = textOf(event['timeUnixNano']);
    Object.assign(row, attributes('event:event_attr:', event['attributes'], `:${i}`));
  });
  list(span['links']).forEach((link, i) => {
    row[`link:link_trace_id:${i}`] = hex(link['traceId']);
    row[`link:link_span_id:${i}`] = hex(link['spanId']);
    Object.assign(row, attributes('link:link_attr:', link['attributes'], `:${i}`));
  });
  return withoutEmpty(row);
}

function jaegerRows(trace: JsonObject): Row[] {
  const processes = objectOf(trace['processes']);
  return list(trace['spans']).map((span) => {
    const own = objectOf(span['process'] ?? processes[textOf(span['processID'])]);
    const tags = tagsOf(span['tags']);
    const references = list(span['references']);
    const parent = references.find((each) => each['refType'] !== 'FOLLOWS_FROM' && each['traceID'] === span['traceID']) ?? references[0];
    const row: Record<string, string> = {
      'resource_attr:service.name': textOf(own['serviceName']),
      ...prefixed('resource_attr:', tagsOf(own['tags'])),
      trace_id: textOf(span['traceID']),
      span_id: textOf(span['spanID']),
      parent_span_id: textOf(parent?.['spanID'] ?? span['parentSpanID']),
      name: textOf(span['operationName']),
      kind: String(Math.max(0, KINDS.indexOf(`SPAN_KIND_${(tags['span.kind'] ?? '').toUpperCase()}`))),
      status_code: tags['error'] === 'true' || tags['otel.status_code'] === 'ERROR' ? '2' : '0',
      status_message: tags['otel.status_description'] ?? '',
      start_time_unix_nano: `${textOf(span['startTime'])}000`,
      duration: String(BigInt(textOf(span['duration']) || '0') * 1000n),
      ...prefixed('span_attr:', tags),
    };
    list(span['logs']).forEach((log, i) => {
      const { event, name, ...rest } = tagsOf(log['fields']);
      row[`event:event_name:${i}`] = event ?? name ?? '';
      row[`event:event_time_unix_nano:${i}`] = `${textOf(log['timestamp'])}000`;
      for (const [key, value] of Object.entries(rest)) row[`event:event_attr:${key}:${i}`] = value ?? '';
    });
    references.filter((each) => each !== parent).forEach((each, i) => {
      row[`link:link_trace_id:${i}`] = textOf(each['traceID']);
      row[`link:link_span_id:${i}`] = textOf(each['spanID']);
    });
    return withoutEmpty(row);
  });
}

/** Times are microseconds. */
function zipkinRow(span: JsonObject): Row {
  const tags = objectOf(span['tags']);
  const texts = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, textOf(value)]));
  const row: Record<string, string> = {
    'resource_attr:service.name': textOf(objectOf(span['localEndpoint'])['serviceName']),
    trace_id: textOf(span['traceId']).padStart(32, '0'),
    span_id: textOf(span['id']),
    parent_span_id: textOf(span['parentId']),
    name: textOf(span['name']),
    kind: String(Math.max(0, KINDS.indexOf(`SPAN_KIND_${textOf(span['kind'])}`))),
    status_code: texts['error'] === undefined ? '0' : '2',
    status_message: texts['error'] ?? '',
    start_time_unix_nano: `${textOf(span['timestamp'] ?? 0)}000`,
    duration: String(BigInt(textOf(span['duration']) || '0') * 1000n),
    'span_attr:peer.service': textOf(objectOf(span['remoteEndpoint'])['serviceName']),
    ...prefixed('span_attr:', texts),
  };
  list(span['annotations']).forEach((annotation, i) => {
    row[`event:event_name:${i}`] = textOf(annotation['value']);
    row[`event:event_time_unix_nano:${i}`] = `${textOf(annotation['timestamp'])}000`;
  });
  return withoutEmpty(row);
}

function tagsOf(tags: Json | undefined): Record<string, string | undefined> {
  return Object.fromEntries(list(tags).map((tag) => [textOf(tag['key']), textOf(tag['value'])]));
}

function prefixed(prefix: string, tags: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [prefix + key, value ?? '']));
}

function attributes(prefix: string, pairs: Json | undefined, suffix = ''): Record<string, string> {
  return Object.fromEntries(list(pairs).map((pair) => [prefix + textOf(pair['key']) + suffix, textOf(plain(pair['value']))]));
}

/** A value of OTLP as plain JSON. */
function plain(value: Json | undefined): Json {
  const any = objectOf(value);
  if ('arrayValue' in any) return list(objectOf(any['arrayValue'])['values']).map(plain);
  if ('kvlistValue' in any) {
    return Object.fromEntries(list(objectOf(any['kvlistValue'])['values']).map((pair) => [textOf(pair['key']), plain(pair['value'])]));
  }
  return Object.values(any)[0] ?? '';
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function numberOf(value: Json | undefined, names: readonly string[]): string {
  return typeof value === 'string' && names.includes(value) ? String(names.indexOf(value)) : textOf(value ?? 0);
}

/** Ids are hexadecimal in OTLP; some tools write them in base64, as the rules of protobuf would. */
function hex(id: Json | undefined): string {
  const text = textOf(id);
  if (/^[0-9a-fA-F]*$/.test(text) && text.length % 16 === 0) return text.toLowerCase();
  try {
    return Array.from(atob(text), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return text;
  }
}

function withoutEmpty(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((each: Json) => objectOf(each)) : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
}
