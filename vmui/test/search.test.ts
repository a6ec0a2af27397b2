import { describe, expect, it } from 'vitest';
import { ServerError } from '../src/api/http';
import { all, exactly } from '../src/api/logsql';
import type { Span } from '../src/state/time';
import { boxFilter, boxText, parseBox } from '../src/search/box';
import { byField } from '../src/search/difference';
import { around } from '../src/search/edges';
import { exemplarsOf } from '../src/search/exemplars';
import { gridOf, rowSums } from '../src/search/heatmap';
import { type HitsAnswer, gridded, widening } from '../src/search/hits';
import { errorPlace, fieldsBefore, filterPart, narrowed } from '../src/search/pipes';
import { breakdownQuery, impact, signalFilter } from '../src/search/red';
import { filterOf, searchOf } from '../src/search/search';
import { placeAt, tokens } from '../src/search/tokens';
import { ASPECTS, groupFilter } from '../src/views/services/aspects';
import { drawingOf, groupedBy } from '../src/views/query/chart';
import { parseMetrics, total } from '../src/util/metrics';
import { valueText } from '../src/util/values';
import { readFlags } from '../src/views/status';

describe('queries', () => {
  it('quotes what could be read as something else', () => {
    expect(exactly('name', 'GET "/"')).toBe('name:="GET \\"/\\""');
    expect(exactly('span_attr:http.method', 'GET')).toBe('"span_attr:http.method":="GET"');
    expect(all('*', '', undefined)).toBe('*');
    expect(all('a:1', '*', 'b or c')).toBe('(a:1) (b or c)');
  });
  it('makes a filter of a form', () => {
    const search = searchOf(new URLSearchParams('service=a&min=5ms&errors=1&query=x:y'));
    expect(filterOf(search)).toBe('("resource_attr:service.name":="a") (duration:>=5ms) (status_code:=2) (x:y)');
    expect(filterOf(searchOf(new URLSearchParams()))).toBe('*');
  });
  it('cuts the pipes off outside of quotes and brackets', () => {
    expect(filterPart('a:"x|y" b:in(c | fields d) | stats count()')).toBe('a:"x|y" b:in(c | fields d)');
    expect(filterPart('| limit 5')).toBe('*');
    expect(narrowed(' a:b | limit 5', 'c:=d')).toBe('(a:b) (c:=d) | limit 5');
    expect(narrowed('| filter a*', 'c:=d')).toBe('c:=d | filter a*');
    expect(narrowed('*', 'c:=d')).toBe('c:=d');
    expect(errorPlace('a\nbc d', 'cannot parse query at line 2, column 4: x')).toBe(5);
    expect(errorPlace('a', 'x')).toBeUndefined();
    expect(filterPart("a:'it\\'s |' `|`")).toBe("a:'it\\'s |' `|`");
    expect(fieldsBefore('a:b | fields x')).toBeUndefined();
    expect(fieldsBefore('a:b | unpack_json from x | fields ')).toBe('a:b | limit 1000 | unpack_json from x');
  });
  it('asks for some kinds of spans, and for each value of a field', () => {
    expect(signalFilter('')).toBe('*');
    expect(signalFilter('server')).toBe('kind:=2');
    expect(signalFilter('root')).toBe('parent_span_id:""');
    expect(breakdownQuery('span_attr:a.b', 'x:y')).toMatch(/^x:y \| stats by \("span_attr:a.b"\) count\(\) calls.* limit 20$/);
  });
  it('finds the spans of a group of an aspect of services', () => {
    const row = { 'resource_attr:service.name': 'a', 'span_attr:messaging.system': 'kafka', kind: '4', 'span_attr:messaging.destination': 'old' };
    expect(groupFilter(ASPECTS.messages, row)).toBe(
      '("span_attr:messaging.system":*) ("resource_attr:service.name":="a") ("span_attr:messaging.system":="kafka") (kind:="4") ("span_attr:messaging.destination":="old")',
    );
    expect(groupFilter(ASPECTS.errors, { name: 'x' })).toContain('(status_message:"")');
    expect(groupFilter(ASPECTS.errors, { name: 'x', status_message: 'c-<N> (no)' })).toContain('(status_message:~"^c-[0-9a-fA-F]+ \\\\(no\\\\)$")');
  });
  it('keeps a box through the address', () => {
    const box = { start: 1_700_000_000_000, end: 1_700_000_060_000, shortest: 1000, longest: 5_000_000 };
    expect(parseBox(boxText(box))).toEqual(box);
    expect(parseBox('1-2-x-4')).toBeUndefined();
    expect(boxFilter(box)).toBe('_time:[2023-11-14T22:13:20.000Z, 2023-11-14T22:14:20.000Z) duration:>=1000 duration:<5000000');
  });
});

describe('tokens', () => {
  const kinds = (text: string): string[] => tokens(text).filter((token) => token.kind !== 'space').map((token) => token.kind);
  it('tell fields, words, numbers and pipes apart', () => {
    expect(kinds('name:="GET" duration:>5ms | stats by (a) count()')).toEqual([
      'field', 'operator', 'string', 'field', 'operator', 'number', 'pipe', 'word', 'keyword', 'bracket', 'word', 'bracket', 'word', 'bracket', 'bracket',
    ]);
  });
  it('cover any text without a gap', () => {
    for (const text of ['', '"open', "a'b", '\u0000é|{', '((((', '# note\nx']) {
      const found = tokens(text);
      expect(found.map((token) => text.slice(token.from, token.to)).join('')).toBe(text);
    }
  });
  it('say what may be completed', () => {
    expect(placeAt('na', 2)).toEqual({ kind: 'field', from: 0 });
    expect(placeAt('* | sta', 7)).toEqual({ kind: 'pipe', from: 4 });
    expect(placeAt('name:fo', 7)).toEqual({ kind: 'value', field: 'name', from: 5 });
    expect(placeAt('"a:b":=', 7)).toEqual({ kind: 'value', field: 'a:b', from: 7 });
    expect(placeAt('* | stats cou', 13)).toEqual({ kind: 'function', from: 10 });
    expect(placeAt('* | stats by (na', 16)).toEqual({ kind: 'field', from: 14 });
    const inStream = (text: string) => placeAt(text, text.length);
    expect(inStream('{resource_attr:ser')).toEqual({ kind: 'streamField', from: 1 });
    expect(inStream('{a:b="x", c:d=~"y')).toEqual({ kind: 'streamValue', field: 'c:d', from: 15 });
    expect(inStream('{a="x,b", c')).toEqual({ kind: 'streamField', from: 10 });
    expect(inStream('{a="x,b=')).toEqual({ kind: 'streamValue', field: 'a', from: 3 });
    expect(inStream('{a="x"} na')).toEqual({ kind: 'field', from: 8 });
  });
});

describe('what is read out of answers', () => {
  const measures = (calls: number, mean: number) => ({ calls, errors: 0, mean, p50: 0, p90: 0, p99: 0 });
  it('has the share of the time as impact', () => {
    const [a, b] = [measures(10, 30), measures(100, 7)];
    expect(impact(a, [a, b])).toBeCloseTo(0.3);
    expect(impact(measures(0, 0), [])).toBe(0);
  });
  it('has a slow and a failed span where there were any', () => {
    const span = { _time: '2026-11-20T17:00:00Z', trace_id: 't', span_id: 's', 'resource_attr:service.name': 'a', name: 'x', duration: '5' };
    const { slowest, failed } = exemplarsOf([{ slowest: JSON.stringify(span), failed: '' }, { slowest: '{}', failed: '{}' }]);
    expect(slowest).toEqual([{ time: Date.UTC(2026, 10, 20, 17), traceId: 't', spanId: 's', service: 'a', name: 'x', duration: 5 }]);
    expect(failed).toEqual([]);
  });
  it('has names for codes', () => {
    expect([valueText('kind', '3'), valueText('status_code', '2'), valueText('kind', ''), valueText('name', '3')]).toEqual(['client', 'error', '(empty)', '3']);
  });
  it('has the distribution of the heatmap', () => {
    const row = (fromMillis: number, counts: number[]) => ({ fromMillis, toMillis: 2 * fromMillis, counts });
    const grid = gridOf({ steps: 2, rows: [row(1, [1, 2]), row(2, [4, 0])] }, { steps: 2, rows: [row(2, [3, 0])] }, 0, 10);
    expect(rowSums(grid).spans.filter(Boolean)).toEqual([3, 4]);
    expect(rowSums(grid).errors.filter(Boolean)).toEqual([3]);
  });
});

describe('answers', () => {
  it('rank fields by how much two groups differ', () => {
    const ranked = byField([
      { field: 'zone', value: 'a', selectedShare: 0.5, otherShare: 0.49 },
      { field: 'region', value: 'us', selectedShare: 0, otherShare: 0.4 },
      { field: 'region', value: 'eu', selectedShare: 1, otherShare: 0.5 },
      { field: '_stream', value: 'x', selectedShare: 1, otherShare: 0 },
    ]);
    expect(ranked.map((field) => [field.field, field.score])).toEqual([['region', 0.5]]);
    expect(ranked[0]?.values.map((each) => each.value)).toEqual(['eu', 'us']);
    const pods = byField([
      { field: 'pod', value: 'a', selectedShare: 0.2, otherShare: 0.5 },
      { field: 'pod', value: 'b', selectedShare: 0.8, otherShare: 0.5 },
    ]);
    expect(pods[0]?.values.map((each) => each.value)).toEqual(['b', 'a']);
  });
  it('put spans on a grid of time and duration', () => {
    const grid = gridOf(
      { steps: 2, rows: [{ fromMillis: 1.048576, toMillis: 2.097152, counts: [3, 0] }] },
      { steps: 2, rows: [{ fromMillis: 1.048576, toMillis: 2.097152, counts: [1, 0] }] },
      0,
      1000,
    );
    expect(grid.edges).toEqual([0, 2 ** 20, 2 ** 21, 2 ** 22]);
    expect([...grid.counts]).toEqual([0, 3, 0, 0, 0, 0]);
    expect([...grid.errors]).toEqual([0, 1, 0, 0, 0, 0]);
    expect(grid.most).toBe(3);
    expect(gridOf({ steps: 4, rows: [] }, { steps: 4, rows: [] }, 0, 1).most).toBe(0);
  });
  it('find the services near one', () => {
    const edge = (parent: string, child: string) => ({ parent, child, calls: 1, errors: 0, meanMillis: 1, p50Millis: 0, p90Millis: 0, p99Millis: 0 });
    const edges = [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('x', 'y')];
    expect(around(edges, 'a', 1).map((each) => each.child)).toEqual(['b']);
    expect(around(edges, 'a', 2).map((each) => each.child)).toEqual(['b', 'c']);
    expect(around(edges, 'c', 9).length).toBe(3);
  });
  it('leave very short spans out of the scale', () => {
    const row = (fromMillis: number, count: number) => ({ fromMillis, toMillis: 2 * fromMillis, counts: [count] });
    const short = gridOf({ steps: 1, rows: [row(1e-6, 2), row(1.048576, 998)] }, { steps: 1, rows: [] }, 0, 1000);
    expect(short.edges).toEqual([0, 2 ** 20, 2 ** 21, 2 ** 22]);
    expect([...short.counts]).toEqual([2, 998, 0]);
  });
  it('put hits on an even grid', () => {
    const group = (fields: Record<string, string>, second: number, value: number) => ({
      fields, timestamps: [new Date(second * 1000).toISOString()], values: [value], total: value,
    });
    const found = gridded([{ hits: [group({ s: 'a' }, 2, 7), group({}, 9, 9)] }, { hits: [group({ s: 'a' }, 1, 1)] }], { start: 1500, end: 4000 }, 1000);
    expect(found.times).toEqual([1000, 2000, 3000]);
    expect(found.lines.map((line) => [line.name, ...line.values])).toEqual([['other', 0, 0, 0], ['a', 1, 7, 0]]);
    expect(found.total).toBe(17);
    const many = gridded([{ hits: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((s, at) => group({ s }, 2, 10 - at)) }], { start: 1500, end: 4000 }, 1000);
    expect(many.lines.map(({ name, total }) => `${name} ${total}`)).toEqual(['a 10', 'b 9', 'other 9', 'c 8', 'd 7', 'e 6']);
    expect(gridded([{ hits: [group({}, 2, 5)] }], { start: 1500, end: 4000 }, 1000).lines.map(({ name }) => name)).toEqual(['rows']);
  });
  it('count the newest hits first where all of them take long', async () => {
    const asked: string[] = [];
    const shown: (number | undefined)[] = [];
    const tooLong = (part: Span, patience: number): boolean => part.end - part.start > patience / 30;
    const askPart = (part: Span, patience: number): Promise<HitsAnswer> => {
      asked.push(`${part.start}-${part.end} ${patience}`);
      if (tooLong(part, patience)) return Promise.reject(new ServerError(503, 'the query did not end before its deadline'));
      return Promise.resolve({ hits: [{ fields: {}, timestamps: [new Date(part.start).toISOString()], values: [1], total: 1 }] });
    };
    const found = await widening({ start: 0, end: 1600 }, 10, askPart, ({ since }) => shown.push(since));
    expect(asked).toEqual([
      '0-1600 3000', '1500-1600 3000', '1300-1500 3000', '1400-1500 6000', '1200-1400 6000', '800-1200 6000', '1000-1200 12000',
      '600-1000 12000', '0-600 12000', '200-600 24000', '0-200 24000',
    ]);
    expect(shown).toEqual([1500, 1400, 1200, 1000, 600, 200]);
    expect(found.total).toBe(7);
    expect(found.since).toBeUndefined();
    const never = (): Promise<HitsAnswer> => Promise.reject(new ServerError(503, 'the query did not end before its deadline'));
    await expect(widening({ start: 0, end: 1600 }, 10, never, () => {})).rejects.toThrow('deadline');
    const wrong = (): Promise<HitsAnswer> => Promise.reject(new ServerError(400, 'no query'));
    await expect(widening({ start: 0, end: 1600 }, 10, wrong, () => {})).rejects.toThrow('no query');
  });
  it('become lines over time', () => {
    const drawing = drawingOf([
      { _time: '1970-01-01T00:00:01Z', name: 'x', n: '1' },
      { _time: '1970-01-01T00:00:02Z', name: 'x', n: '2' },
      { _time: '1970-01-01T00:00:02Z', name: 'y', n: '5' },
    ], []);
    expect(drawing).toEqual({ times: [1000, 2000], lines: [{ name: 'y', values: [null, 5] }, { name: 'x', values: [1, 2] }] });
  });
  it('take numbers that were grouped by as names', () => {
    expect(groupedBy('* | stats by (_time:1m offset 5s, kind, "a:b") count() n')).toEqual(['_time', 'kind', 'a:b']);
    expect(groupedBy('*')).toEqual([]);
    const drawing = drawingOf([{ _time: '1970-01-01T00:00:01Z', kind: '2', n: '1' }], ['_time', 'kind']);
    expect(drawing.lines).toEqual([{ name: '2', values: [1] }]);
  });
  it('include metrics and flags', () => {
    const samples = parseMetrics('# HELP x\na{p="q",r="s\\"t"} 1.5\na{p="z"} 2\nb 7\n');
    expect(total(samples, 'a')).toBe(3.5);
    expect(total(samples, 'a', { p: 'z' })).toBe(2);
    expect(samples[0]?.labels['r']).toBe('s"t');
    expect(total(samples, 'c')).toBeUndefined();
    expect(readFlags('-httpListenAddr=":10428"\n-x=\n')).toEqual([{ name: 'httpListenAddr', value: ':10428' }, { name: 'x', value: '' }]);
  });
});
