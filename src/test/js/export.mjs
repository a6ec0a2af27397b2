// Exports spans with the OpenTelemetry SDK for JavaScript in each of its ways and reads them back.
// Usage: node export.mjs HTTP_ADDRESS GRPC_ADDRESS
import assert from 'node:assert/strict';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as Grpc } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as Json } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as Protobuf } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const [http, grpc] = process.argv.slice(2);
const url = `${http}/insert/opentelemetry/v1/traces`;
const ways = {
  protobuf: new Protobuf({ url }),
  'protobuf gzip': new Protobuf({ url, compression: 'gzip' }),
  json: new Json({ url }),
  'json gzip': new Json({ url, compression: 'gzip' }),
  grpc: new Grpc({ url: grpc }),
  'grpc gzip': new Grpc({ url: grpc, compression: 'gzip' }),
  'grpc at the main address': new Grpc({ url: http }),
};

function makeTrace(tracer) {
  const root = tracer.startSpan('GET /orders/{id}', { kind: SpanKind.SERVER });
  root.setAttributes({
    text: 'größe "x"', whole: 42, negative: -7, real: 0.25, yes: true, no: false, texts: ['a', 'b c'],
  });
  root.addEvent('looked up', { rows: 12 });
  const inside = trace.setSpan(context.active(), root);
  const child = tracer.startSpan('SELECT orders', { kind: SpanKind.CLIENT }, inside);
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'it is gone' });
  child.end();
  root.end();
  return { root, child };
}

async function readBack(traceId) {
  const answer = await fetch(`${http}/select/jaeger/api/traces/${traceId}`);
  assert.equal(answer.status, 200, `trace ${traceId}`);
  return (await answer.json()).data[0];
}

const tagsOf = (span) => Object.fromEntries(span.tags.map((t) => [t.key, `${t.type} ${t.value}`]));

for (const [name, exporter] of Object.entries(ways)) {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `js by ${name}` }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const { root, child } = makeTrace(provider.getTracer('the scope', '1.2.3'));
  await provider.forceFlush();
  const stored = await readBack(root.spanContext().traceId);
  assert.equal(stored.spans.length, 2, name);
  const byId = Object.fromEntries(stored.spans.map((span) => [span.spanID, span]));
  const first = byId[root.spanContext().spanId];
  const second = byId[child.spanContext().spanId];
  assert.equal(stored.processes[first.processID].serviceName, `js by ${name}`);
  assert.equal(first.operationName, 'GET /orders/{id}');
  assert.equal(second.references[0].spanID, first.spanID);
  const tags = tagsOf(first);
  assert.equal(tags.text, 'string größe "x"', name);
  assert.equal(tags.whole, 'int64 42', name);
  assert.equal(tags.negative, 'int64 -7', name);
  assert.equal(tags.real, 'float64 0.25', name);
  assert.equal(tags.yes, 'bool true', name);
  assert.equal(tags.no, 'bool false', name);
  assert.match(tags.texts, /\["a","b c"\]$/, name);
  assert.equal(tags['span.kind'], 'string server', name);
  assert.equal(tagsOf(second).error, 'bool true', name);
  assert.equal(first.logs.length, 1, name);
  await provider.shutdown();
  console.log(`JavaScript SDK: ${name} is read back as it was sent`);
}
