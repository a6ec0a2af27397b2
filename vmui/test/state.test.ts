import { describe, expect, it } from 'vitest';
import { curl } from '../src/api/http';
import { ofForeignLink } from '../src/state/foreign';
import { formatHash, parseHash } from '../src/state/route';
import { dateTime, moment, rangeOf, rangeOfForeignLink, resolve, shifted, step, widened, zoneOf } from '../src/state/time';

const NOW = Date.UTC(2026, 10, 20, 17, 0, 0);

describe('addresses', () => {
  it('hold a path and parameters', () => {
    const route = parseHash('#/trace/abc/?span=1&find=a%20b');
    expect(route.path).toBe('/trace/abc');
    expect(route.params.get('find')).toBe('a b');
    expect(formatHash(route.path, route.params)).toBe('#/trace/abc?span=1&find=a+b');
    expect(parseHash('').path).toBe('/');
    expect(parseHash('#traces').path).toBe('/traces');
  });
  it('of other tools give a time range', () => {
    expect(rangeOfForeignLink(new URLSearchParams('query=x&g0.range_input=1h&g0.end_input=2026-11-20T17:00:00&g0.relative_time=last_1_hour'))).toEqual({
      from: 'now-1h',
      to: 'now',
    });
    expect(rangeOfForeignLink(new URLSearchParams('g0.range_input=1h&g0.end_input=2026-11-20 17:00:00&g0.relative_time=none'))).toEqual({
      from: String(NOW - 3_600_000),
      to: String(NOW),
    });
    expect(rangeOfForeignLink(new URLSearchParams('query=x'))).toBeUndefined();
  });
});

describe('requests as command lines', () => {
  it('are quoted for the shell, and those of the tenant', () => {
    location.hash = '#/query?accountID=12';
    expect(curl('logsql/query', { query: "a'b", limit: 5, start: undefined })).toMatch(
      /^curl \S+logsql\/query -H 'AccountID: 12' --data-urlencode 'query=a'\\''b' --data-urlencode 'limit=5'$/,
    );
    location.hash = '';
  });
});

describe('links of other tools', () => {
  const ours = (hash: string) => ofForeignLink(parseHash(hash));
  it('lead to the query and to the search', () => {
    expect(ours('#/?query=x&g0.range_input=5m&g0.relative_time=last_5_minutes')).toEqual({ path: '/query', params: { query: 'x', from: 'now-5m', to: 'now' } });
    expect(ours('#/search?service=cart&operation=all&minDuration=5ms&lookback=2d')).toEqual({
      path: '/traces',
      params: { service: 'cart', operation: '', min: '5ms', max: '', query: '', from: 'now-2d', to: 'now' },
    });
    expect(ours('#/search?start=1700000000000000&end=1700000001000000&lookback=custom')?.params['from']).toBe('1700000000000');
    expect(ours(`#/search?tags=${encodeURIComponent('{"error":"true"}')}&tag=span.kind:client`)?.params['query']).toBe('(kind:="3") (status_code:=2)');
    expect(ours('#/search?tags=null')?.params['query']).toBe('');
  });
  it('lead to traces and comparisons', () => {
    expect(ours('#/trace/ab?uiFind=sql')).toEqual({ path: '/trace/ab', params: { find: 'sql' } });
    expect(ours('#/trace/ab...cd')).toEqual({ path: '/compare/ab/cd', params: {} });
    expect(ours('#/trace/ab')).toBeUndefined();
    expect(ours('#/')).toBeUndefined();
  });
});

describe('times', () => {
  it('are read in many forms', () => {
    expect(moment('now', NOW, 'UTC')).toBe(NOW);
    expect(moment('now-90m', NOW, 'UTC')).toBe(NOW - 5_400_000);
    expect(moment('1700000000000', NOW, 'UTC')).toBe(1_700_000_000_000);
    expect(moment('2026-11-20T17:00:00Z', 0, 'UTC')).toBe(NOW);
    expect(moment('nonsense', NOW, 'UTC')).toBeUndefined();
  });
  it('make a range that is never empty', () => {
    expect(resolve({ from: 'now-1h', to: 'now' }, NOW, 'local')).toEqual({ start: NOW - 3_600_000, end: NOW });
    expect(resolve({ from: 'now', to: 'now-1h' }, NOW, 'local').start).toBeLessThan(NOW);
  });
  it('are those of a zone, also where its clocks change', () => {
    expect(moment('2026-11-20 17:00', 0, 'America/New_York')).toBe(NOW + 5 * 3_600_000);
    expect(moment('2026-07-20 17:00:00.5', 0, 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 20, 15, 0, 0, 500));
    expect(moment('2026-10-25 04:00', 0, 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 3));
    expect(moment('yesterday', Date.UTC(2026, 9, 26, 12), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 24, 22));
    expect(moment('today', NOW, 'Asia/Kolkata')).toBe(Date.UTC(2026, 10, 19, 18, 30));
    expect(dateTime(NOW, 'Asia/Kolkata', 3)).toBe('2026-11-20 22:30:00.000');
    expect([zoneOf(null), zoneOf('Nowhere/At_All'), zoneOf('utc'), zoneOf('Asia/Tokyo')]).toEqual(['local', 'local', 'UTC', 'Asia/Tokyo']);
  });
  it('move and widen', () => {
    expect(shifted({ start: 100, end: 200 }, -1)).toEqual({ start: 50, end: 150 });
    expect(widened({ start: 100, end: 200 }, 1000)).toEqual({ start: 50, end: 250 });
    expect(widened({ start: 100, end: 200 }, 200)).toEqual({ start: 0, end: 200 });
    expect(rangeOf({ start: 1.2, end: 3.4 })).toEqual({ from: '1', to: '4' });
  });
  it('are cut into readable steps', () => {
    expect(step({ start: 0, end: 3_600_000 }, 60)).toBe(60_000);
    expect(step({ start: 0, end: 3_600_000 }, 50)).toBe(120_000);
  });
});
