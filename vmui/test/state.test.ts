import { describe, expect, it } from 'vitest';
import { formatHash, parseHash } from '../src/state/route';
import { moment, rangeOfForeignLink, resolve, step } from '../src/state/time';

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

describe('times', () => {
  it('are read in many forms', () => {
    expect(moment('now', NOW)).toBe(NOW);
    expect(moment('now-90m', NOW)).toBe(NOW - 5_400_000);
    expect(moment('1700000000000', NOW)).toBe(1_700_000_000_000);
    expect(moment('2026-11-20T17:00:00Z', 0)).toBe(NOW);
    expect(moment('nonsense', NOW)).toBeUndefined();
  });
  it('make a range that is never empty', () => {
    expect(resolve({ from: 'now-1h', to: 'now' }, NOW)).toEqual({ start: NOW - 3_600_000, end: NOW });
    expect(resolve({ from: 'now', to: 'now-1h' }, NOW).start).toBeLessThan(NOW);
  });
  it('are cut into readable steps', () => {
    expect(step({ start: 0, end: 3_600_000 }, 60)).toBe(60_000);
    expect(step({ start: 0, end: 3_600_000 }, 50)).toBe(120_000);
  });
});
