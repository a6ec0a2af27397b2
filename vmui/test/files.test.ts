import { describe, expect, it } from 'vitest';
import { readTraces } from '../src/trace/files';
import { detailOf } from '../src/trace/load';

const ID = '0af7651916cd43dd8448eb211c80319c';

const OTLP = {
  resourceSpans: [{
    resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
    scopeSpans: [{
      scope: { name: 'lib', version: '1' },
      spans: [{
        traceId: ID, spanId: 'b7ad6b7169203331', name: 'checkout', kind: 'SPAN_KIND_SERVER',
        startTimeUnixNano: '1700000000000000001', endTimeUnixNano: '1700000000000000101', status: { code: 2, message: 'no' },
        attributes: [
          { key: 'items', value: { arrayValue: { values: [{ intValue: '1' }, { stringValue: 'b' }] } } },
          { key: 'cart', value: { kvlistValue: { values: [{ key: 'paid', value: { boolValue: false } }] } } },
        ],
        events: [{ name: 'exception', timeUnixNano: '1700000000000000050', attributes: [{ key: 'exception.type', value: { stringValue: 'Lost' } }] }],
        links: [{ traceId: '1'.repeat(32), spanId: '2'.repeat(16) }],
      }],
    }],
  }],
};

describe('traces in files', () => {
  it('are read from OTLP, with events, links and nested values', () => {
    const row = readTraces(JSON.stringify(OTLP)).get(ID)![0]!;
    expect(row).toMatchObject({
      name: 'checkout', kind: '2', status_code: '2', status_message: 'no', duration: '100', scope_name: 'lib',
      'resource_attr:service.name': 'shop', 'span_attr:items': '["1","b"]', 'span_attr:cart': '{"paid":false}',
    });
    const detail = detailOf(row);
    expect(detail.events[0]).toMatchObject({ title: 'exception', facts: [{ key: 'exception.type', value: 'Lost' }] });
    expect(detail.links[0]).toMatchObject({ traceId: '1'.repeat(32), spanId: '2'.repeat(16) });
  });
  it('are read from OTLP line by line, and with ids in base64', () => {
    const other = JSON.parse(JSON.stringify(OTLP).replaceAll(ID, 'CvdlGRbNQ92ESOshHIAxnA==')) as unknown;
    const read = readTraces(`${JSON.stringify(OTLP)}\n${JSON.stringify({ batches: (other as typeof OTLP).resourceSpans })}\n`);
    expect([...read.keys()]).toEqual([ID]);
    expect(read.get(ID)).toHaveLength(2);
  });
  it('are read from what Jaeger downloads', () => {
    const file = {
      data: [{
        traceID: ID,
        processes: { p1: { serviceName: 'shop', tags: [{ key: 'host', type: 'string', value: 'h1' }] } },
        spans: [
          { traceID: ID, spanID: 'a', operationName: 'root', startTime: 1_700_000_000_000_001, duration: 7, processID: 'p1', tags: [], references: [] },
          {
            traceID: ID, spanID: 'b', operationName: 'child', startTime: 1_700_000_000_000_003, duration: 2, processID: 'p1',
            tags: [{ key: 'span.kind', type: 'string', value: 'client' }, { key: 'error', type: 'bool', value: true }],
            references: [{ refType: 'CHILD_OF', traceID: ID, spanID: 'a' }],
            logs: [{ timestamp: 1_700_000_000_000_004, fields: [{ key: 'event', value: 'retry' }, { key: 'n', value: 2 }] }],
          },
        ],
      }],
    };
    const [, child] = readTraces(JSON.stringify(file)).get(ID)!;
    expect(child).toMatchObject({
      parent_span_id: 'a', kind: '3', status_code: '2', duration: '2000', start_time_unix_nano: '1700000000000003000',
      'resource_attr:host': 'h1', 'event:event_name:0': 'retry', 'event:event_attr:n:0': '2',
    });
  });
  it('are read from lines of an answer', () => {
    const rows = [1, 2].map((n) => JSON.stringify({ trace_id: ID, span_id: String(n), name: 'n' })).join('\n');
    expect(readTraces(rows).get(ID)!.map((row) => row['span_id'])).toEqual(['1', '2']);
  });
  it('say what is wrong with a text that holds none', () => {
    expect(() => readTraces('{"a":1}')).toThrow(/none of the formats/);
    expect(() => readTraces('{"trace_id":"1","span_id":"2"}\nnonsense')).toThrow(/Line 2/);
  });
  it('reads spans of Zipkin', () => {
    const spans = [
      { traceId: 'ab', id: '1', name: 'get', kind: 'SERVER', timestamp: 1_700_000_000_000_000, duration: 500, localEndpoint: { serviceName: 'shop' }, tags: { 'http.path': '/' } },
      { traceId: 'ab', id: '2', parentId: '1', name: 'call', kind: 'CLIENT', timestamp: 1_700_000_000_000_100, tags: { error: 'refused' }, annotations: [{ timestamp: 1_700_000_000_000_200, value: 'retry' }] },
    ];
    const [[id, rows]] = [...readTraces(JSON.stringify(spans))] as [[string, Record<string, string>[]]];
    expect(id).toBe('ab'.padStart(32, '0'));
    expect(rows[0]).toMatchObject({ 'resource_attr:service.name': 'shop', kind: '2', duration: '500000', 'span_attr:http.path': '/', status_code: '0' });
    expect(rows[1]).toMatchObject({ parent_span_id: '1', status_code: '2', status_message: 'refused', 'event:event_name:0': 'retry', start_time_unix_nano: '1700000000000100000' });
  });
});
