import { describe, expect, it } from 'vitest';
import { generativeOf } from '../src/trace/generative';
import { jsonLines } from '../src/util/jsonLines';
import { TraceBuilder } from '../src/trace/model';
import { SPAN_TYPES, spanTypeOf } from '../src/trace/spanTypes';
import { warningsOf } from '../src/trace/warnings';

describe('the type of a span', () => {
  const typeOf = (row: Record<string, string>) => SPAN_TYPES[spanTypeOf(row)];
  it('is told by attributes of present and of former names', () => {
    expect(typeOf({ 'span_attr:db.system.name': 'postgresql' })).toBe('database');
    expect(typeOf({ 'span_attr:db.system': 'mysql' })).toBe('database');
    expect(typeOf({ 'span_attr:messaging.system': 'kafka' })).toBe('messaging');
    expect(typeOf({ 'span_attr:rpc.system': 'grpc' })).toBe('RPC');
    expect(typeOf({ 'span_attr:http.method': 'GET' })).toBe('HTTP');
    expect(typeOf({ name: 'work' })).toBe('');
  });
  it('is the most telling one where several hold', () => {
    expect(typeOf({ 'span_attr:http.request.method': 'POST', 'span_attr:gen_ai.system': 'acme' })).toBe('generative model');
    expect(typeOf({ 'span_attr:http.request.method': 'POST', 'span_attr:db.system': 'opensearch' })).toBe('database');
  });
});

describe('warnings', () => {
  const rows = [
    { span_id: 'a', parent_span_id: 'gone', start_time_unix_nano: '1000000', duration: '9000000' },
    { span_id: 'b', parent_span_id: 'a', start_time_unix_nano: '500000', duration: '10', end_time_unix_nano: '400000', dropped_events_count: '3' },
    { span_id: 'c', parent_span_id: 'a', start_time_unix_nano: '1500000', duration: '10', end_time_unix_nano: '1500010', dropped_events_count: '0' },
  ];
  const builder = new TraceBuilder();
  rows.forEach((row) => builder.add(row));
  const trace = builder.build('t');
  const of = (id: string) => warningsOf(trace, trace.spanIds.indexOf(id), rows.find((row) => row.span_id === id)!);
  it('tell of clocks, of what was dropped and of a caller that is missing', () => {
    expect(of('a')).toEqual(['The span that called this one did not arrive.']);
    expect(of('b')).toEqual([
      'Begins 500µs before the span that called it: their clocks disagree.',
      'Ends 100µs before it begins.',
      'The sender dropped 3 of its events.',
    ]);
    expect(of('c')).toEqual([]);
  });
});

describe('a call of a generative model', () => {
  const said = (row: Record<string, string>) => generativeOf(row)?.messages.map(({ role, text }) => [role, text]);
  const attributes = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`span_attr:gen_ai.${name}`, value]));
  it('is none without attributes that say so', () => {
    expect(generativeOf({ 'span_attr:db.system': 'x', 'event:event_name:0': 'retry' })).toBeUndefined();
  });
  it('tells the model, its tokens and why it ended', () => {
    const row = attributes({ 'request.model': 'm', 'response.model': 'm-2', 'usage.prompt_tokens': '8', 'usage.output_tokens': '9', 'response.finish_reasons': '["stop","length"]' });
    expect(generativeOf(row)?.facts).toEqual([
      { key: 'Model', value: 'm-2' }, { key: 'Tokens in', value: '8' }, { key: 'Tokens out', value: '9' }, { key: 'Ended by', value: 'stop, length' },
    ]);
  });
  it('reads lists of messages with parts, and calls of tools', () => {
    const input = JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'Hi' }, { type: 'text', content: 'there' }] }]);
    const output = JSON.stringify([{ role: 'assistant', parts: [{ type: 'tool_call', name: 'weather', arguments: 'Oslo' }] }]);
    expect(said(attributes({ system_instructions: '[{"type":"text","content":"Be brief"}]', 'input.messages': input, 'output.messages': output }))).toEqual([
      ['system', 'Be brief'], ['user', 'Hi\nthere'], ['assistant', 'weather(Oslo)'],
    ]);
  });
  it('reads numbered attributes, plain texts and events', () => {
    expect(said(attributes({ 'prompt.1.content': 'hello', 'prompt.1.role': 'user', 'prompt.0.role': 'system', 'prompt.0.content': 'Be brief', 'completion.0.content': 'hi' }))).toEqual([
      ['system', 'Be brief'], ['user', 'hello'], ['assistant', 'hi'],
    ]);
    expect(said(attributes({ prompt: '[not json', completion: 'done' }))).toEqual([['user', '[not json'], ['assistant', 'done']]);
    expect(said({ 'event:event_name:0': 'gen_ai.user.message', 'event:event_attr:content:0': 'asked', 'event:event_name:1': 'gen_ai.choice', 'event:event_attr:content:1': 'answered' })).toEqual([
      ['user', 'asked'], ['assistant', 'answered'],
    ]);
  });
  it('shows as text what is nested deeper than any message', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(said(attributes({ prompt: deep }))).toEqual([['user', deep]]);
  });
});

describe('lines of JSON', () => {
  const rows = [{ a: '1', b: 'x "y"\n' }, {}, { c: '' }, { d: '2' }];
  const all = (some: typeof rows | never[]) => {
    const { count, line } = jsonLines(some);
    return Array.from({ length: count }, (_, i) => line(i)).join('\n');
  };
  it('are the JSON of the rows', () => {
    expect(JSON.parse(all(rows))).toEqual(rows);
    expect(all([])).toBe('[\n]');
  });
});
