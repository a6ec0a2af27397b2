import { describe, expect, it } from 'vitest';
import { criticalPath, selfTimes, shareByService } from '../src/trace/criticalPath';
import { diff } from '../src/trace/diff';
import { flame } from '../src/trace/flame';
import { detailOf } from '../src/trace/load';
import { TraceBuilder, type TraceModel } from '../src/trace/model';
import { addressOf } from '../src/trace/links';
import { NO_FILTER, matches, parents, slowFrom, visibleRows, withAncestors } from '../src/trace/rows';
import { calls, statistics } from '../src/trace/statistics';
import { paths } from '../src/trace/paths';
import { merged } from '../src/trace/structure';
import { oneLevel, zoomed } from '../src/views/trace/timeline';

type Spec = [id: string, parent: string, service: string, name: string, start: number, length: number, status?: number];

function trace(...specs: Spec[]): TraceModel {
  const builder = new TraceBuilder();
  for (const [id, parent, service, name, start, length, status] of specs) {
    builder.add({
      span_id: id,
      parent_span_id: parent,
      'resource_attr:service.name': service,
      name,
      start_time_unix_nano: String(1_700_000_000_000_000_000n + BigInt(start)),
      duration: String(length),
      status_code: String(status ?? 0),
    });
  }
  return builder.build('t');
}

const SHOP = trace(
  ['c', 'a', 'db', 'select', 50, 30],
  ['a', '', 'shop', 'checkout', 0, 100],
  ['b', 'a', 'cart', 'load', 10, 30, 2],
  ['d', 'c', 'disk', 'read', 60, 10],
);

describe('a span that came twice', () => {
  it('counts once, but not when client and server share an id', () => {
    expect(trace(['a', '', 's', 'x', 0, 9], ['b', 'a', 's', 'y', 1, 2], ['b', 'a', 's', 'y', 1, 2]).spanIds).toEqual(['a', 'b']);
    expect(trace(['a', '', 's', 'x', 0, 9], ['b', 'a', 's', 'y', 1, 2], ['b', 'a', 't', 'y', 2, 1]).spanIds).toEqual(['a', 'b', 'b']);
  });
});

describe('many traces as one tree', () => {
  const one = trace(['a', '', 'shop', 'checkout', 0, 100, 2], ['b', 'a', 'cart', 'load', 0, 40, 2], ['c', 'a', 'cart', 'load', 40, 10]);
  const other = trace(['a', '', 'shop', 'checkout', 0, 50]);
  it('adds up what lies on the same way from the root', () => {
    const { nodes, traces, self } = merged([one, other]);
    expect(traces).toBe(2);
    expect(self).toBe(150);
    expect(merged([one, other]).mostSelf).toBe(100);
    expect(nodes.map((node) => [node.name, node.depth, node.traces, node.calls, node.total, node.self])).toEqual([
      ['checkout', 0, 2, 2, 150, 100],
      ['load', 1, 1, 2, 50, 50],
    ]);
  });
  it('tells where errors begin', () => {
    expect(merged([one]).nodes.map((node) => [node.errors, node.ownErrors])).toEqual([[1, 0], [1, 1]]);
    const twice = trace(['a', '', 'shop', 'checkout', 0, 9, 2], ['b', 'a', 'cart', 'load', 0, 4, 2], ['c', 'a', 'cart', 'load', 4, 4, 2]);
    expect(merged([twice]).nodes.map((node) => [node.errors, node.ownErrors])).toEqual([[1, 0], [2, 2]]);
    expect(merged([]).nodes).toEqual([]);
  });
});

describe('ways to services', () => {
  const one = trace(
    ['a', '', 'shop', 'GET', 0, 100], ['b', 'a', 'shop', 'work', 0, 90], ['c', 'b', 'cart', 'load', 0, 40], ['d', 'c', 'db', 'select', 5, 10],
    ['e', 'b', 'stock', 'look', 50, 30, 2], ['f', 'e', 'db', 'select', 55, 10, 2],
  );
  const shown = (focus: string) => {
    const { nodes, edges } = paths(merged([one, one]), focus);
    return {
      nodes: nodes.map(({ service, calls, errors }) => [service, calls, errors]).sort(),
      edges: edges.map(({ from, to }) => `${from.service} ${to.service}`).sort(),
    };
  };
  it('stand apart for each way from the top', () => {
    expect(shown('')).toEqual({
      nodes: [['cart', 2, 0], ['db', 2, 0], ['db', 2, 2], ['shop', 2, 0], ['stock', 2, 2]],
      edges: ['cart db', 'shop cart', 'shop stock', 'stock db'],
    });
  });
  it('lead through the one that is looked at', () => {
    expect(shown('db')).toEqual({
      nodes: [['cart', 2, 0], ['db', 4, 2], ['shop', 2, 0], ['shop', 2, 2], ['stock', 2, 2]],
      edges: ['cart db', 'shop cart', 'shop stock', 'stock db'],
    });
    expect(shown('stock').edges).toEqual(['shop stock', 'stock db']);
    expect(shown('nobody')).toEqual({ nodes: [], edges: [] });
  });
});

describe('the tree', () => {
  it('puts parents before children and siblings by start', () => {
    expect(SHOP.spanIds).toEqual(['a', 'b', 'c', 'd']);
    expect([...SHOP.depth]).toEqual([0, 1, 1, 2]);
    expect([...SHOP.parent]).toEqual([-1, 0, 0, 2]);
    expect([...SHOP.subtreeEnd]).toEqual([4, 2, 4, 4]);
    expect([...SHOP.start]).toEqual([0, 10, 50, 60]);
    expect(SHOP.length).toBe(100);
    expect(SHOP.startMillis).toBe(1_700_000_000_000);
  });
  it('shows spans whose parent is missing, and spans in a circle', () => {
    const broken = trace(['a', 'gone', 's', 'n', 0, 5], ['b', 'c', 's', 'n', 1, 5], ['c', 'b', 's', 'n', 2, 5]);
    expect(broken.size).toBe(3);
    expect(new Set(broken.spanIds)).toEqual(new Set(['a', 'b', 'c']));
    expect(broken.orphans).toBe(1);
  });
  it('lays out a chain of 100,000 spans', () => {
    const builder = new TraceBuilder();
    for (let i = 0; i < 100_000; i++) {
      builder.add({ span_id: String(i), parent_span_id: i ? String(i - 1) : '', start_time_unix_nano: String(i), duration: '5' });
    }
    const deep = builder.build('t');
    expect(deep.depth[99_999]).toBe(99_999);
    expect(criticalPath(deep).length).toBeGreaterThan(0);
    expect(flame(deep).lines).toBe(100_000);
  });
  it('is empty without spans', () => {
    const none = new TraceBuilder().build('t');
    expect([none.size, none.length, criticalPath(none)]).toEqual([0, 0, []]);
  });
});

describe('the critical path', () => {
  it('follows the child that ended last', () => {
    const path = criticalPath(SHOP).map(({ span, start, end }) => [SHOP.spanIds[span], start, end]);
    expect(path).toEqual([
      ['a', 0, 10], ['b', 10, 40], ['a', 40, 50], ['c', 50, 60], ['d', 60, 70], ['c', 70, 80], ['a', 80, 100],
    ]);
    expect(shareByService(SHOP, criticalPath(SHOP))[0]).toEqual(['shop', 40]);
  });
  it('leaves out what ran beside it, and cuts what outlives its parent', () => {
    const side = trace(['a', '', 's', 'a', 0, 100], ['b', 'a', 's', 'b', 20, 500], ['c', 'a', 's', 'c', 30, 20]);
    expect(criticalPath(side).map(({ span, start, end }) => [side.spanIds[span], start, end])).toEqual([['a', 0, 20], ['b', 20, 100]]);
  });
  it('covers the longest root without gaps, whatever the tree', () => {
    let seed = 42;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
    for (let round = 0; round < 50; round++) {
      const specs: Spec[] = [['0', '', 's', 'n', 0, 1000]];
      for (let i = 1; i < 40; i++) specs.push([String(i), String(random(i)), `s${random(4)}`, 'n', random(1000), random(400)]);
      const tree = trace(...specs);
      const path = criticalPath(tree);
      const sum = path.reduce((total, each) => total + each.end - each.start, 0);
      let longest = 0;
      for (let span = 0; span < tree.size; span = tree.subtreeEnd[span]!) longest = Math.max(longest, tree.duration[span]!);
      expect(sum).toBe(longest);
    }
  });
  it('counts as own time what no child covers', () => {
    expect([...selfTimes(SHOP)]).toEqual([40, 30, 20, 10]);
  });
});

describe('rows', () => {
  it('hides what is below collapsed spans', () => {
    expect([...visibleRows(SHOP, new Set([2]))]).toEqual([0, 1, 2]);
    expect([...visibleRows(SHOP, new Set([0]))]).toEqual([0]);
    expect([...parents(SHOP)]).toEqual([0, 2]);
  });
  it('opens and shuts one level at a time', () => {
    expect([...oneLevel(SHOP, new Set([0, 2]), 'open')]).toEqual([2]);
    expect([...oneLevel(SHOP, new Set(), 'shut')]).toEqual([2]);
  });
  it('keeps the ancestors of what matches', () => {
    const found = matches(SHOP, { ...NO_FILTER, text: 'READ', service: '', errorsOnly: false });
    expect([...found]).toEqual([0, 0, 0, 1]);
    expect([...withAncestors(SHOP, found)]).toEqual([1, 0, 1, 1]);
    expect([...matches(SHOP, { ...NO_FILTER, text: '', service: 'cart', errorsOnly: true })]).toEqual([0, 1, 0, 0]);
    expect([...matches(SHOP, { ...NO_FILTER, text: 'zzz', service: '', errorsOnly: false }, new Set(['b']))]).toEqual([0, 1, 0, 0]);
  });
  it('zooms inside the trace', () => {
    expect(zoomed({ from: 0, to: 1000 }, 0.5, 1000)).toEqual({ from: 250, to: 750 });
    expect(zoomed({ from: 250, to: 750 }, 10, 1000)).toEqual({ from: 0, to: 1000 });
  });
});

describe('statistics by an attribute', () => {
  it('put together the spans with one value', () => {
    const zones: Record<string, string> = { a: 'x', c: 'x' };
    const groups = statistics(SHOP, (id) => zones[id] ?? '');
    expect(groups.map((group) => [group.service, group.spans, group.errors])).toEqual([['x', 2, 0], ['', 2, 1]]);
  });
});

describe('what spans say beside their times', () => {
  it('is the status of HTTP by either name', () => {
    const builder = new TraceBuilder();
    builder.add({ span_id: 'a', start_time_unix_nano: '1', 'span_attr:http.response.status_code': '503' });
    builder.add({ span_id: 'b', start_time_unix_nano: '2', 'span_attr:http.status_code': '200' });
    builder.add({ span_id: 'c', start_time_unix_nano: '3' });
    expect([...builder.build('t').httpStatus]).toEqual([503, 200, 0]);
  });
  it('is what counts as slow in their trace', () => {
    const lengths = Array.from({ length: 100 }, (_, i): Spec => [`s${i}`, '', 'a', 'x', i, i + 1]);
    expect(slowFrom(trace(...lengths))).toBe(96);
    expect(slowFrom(trace())).toBe(0);
  });
  it('leads outside where nothing of the address is missing', () => {
    const row = { 'resource_attr:pod': 'a b', trace_id: 't', start_time_unix_nano: '1700000000123456789', duration: '2000000' };
    const to = (url: string, field = 'resource_attr:pod') => addressOf({ field, url, text: 'Logs' }, row);
    expect(to('https://logs/?pod={value}&from={start}&to={end}&id={trace_id}')).toBe('https://logs/?pod=a%20b&from=1700000000123&to=1700000000126&id=t');
    expect(to('/x/{resource_attr:pod}')).toBe('/x/a%20b');
    expect(to('/x/{span_id}')).toBeUndefined();
    expect(to('/x/{value}', 'other')).toBeUndefined();
  });
});

describe('facts', () => {
  it('adds up by service and counts calls between services', () => {
    expect(statistics(SHOP, 'service').map((group) => [group.service, group.self, group.errors])).toEqual([
      ['shop', 40, 0], ['cart', 30, 1], ['db', 20, 0], ['disk', 10, 0],
    ]);
    expect(calls(SHOP)).toEqual([
      { from: 'shop', to: 'cart', count: 1, errors: 1 },
      { from: 'shop', to: 'db', count: 1, errors: 0 },
      { from: 'db', to: 'disk', count: 1, errors: 0 },
    ]);
  });
  it('lines two traces up by structure', () => {
    const other = trace(['1', '', 'shop', 'checkout', 0, 80], ['2', '1', 'db', 'select', 5, 60], ['3', '1', 'mail', 'send', 70, 5]);
    expect(diff(SHOP, other)).toEqual([
      { a: 0, b: 0, depth: 0 }, { a: 1, b: -1, depth: 1 }, { a: 2, b: 1, depth: 1 }, { a: 3, b: -1, depth: 2 }, { a: -1, b: 2, depth: 1 },
    ]);
  });
  it('draws spans that run side by side on lines of their own', () => {
    const side = trace(['a', '', 's', 'a', 0, 10], ['b', 'a', 's', 'b', 0, 6], ['c', 'a', 's', 'c', 3, 6]);
    expect([...flame(side).line]).toEqual([0, 1, 2]);
  });
  it('sorts the fields of a span by what they belong to', () => {
    const detail = detailOf({
      'span_attr:http.method': 'GET',
      'resource_attr:host': 'h1',
      scope_name: 'lib',
      name: 'n',
      _time: 'x',
      'event:event_name:1': 'late',
      'event:event_name:0': 'exception',
      'event:event_time_unix_nano:0': '1700000000000000005',
      'event:event_attr:exception.type:0': 'E',
      'link:link_trace_id:0': 'abc',
      'link:link_span_id:0': 'def',
    });
    expect(detail.attributes).toEqual([{ key: 'http.method', value: 'GET' }]);
    expect(detail.events.map((event) => event.title)).toEqual(['exception', 'late']);
    expect(detail.events[0]?.facts).toEqual([{ key: 'exception.type', value: 'E' }]);
    expect(detail.links[0]).toMatchObject({ traceId: 'abc', spanId: 'def' });
    expect(detail.span).toEqual([{ key: 'name', value: 'n' }]);
  });
});
