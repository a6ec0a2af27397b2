import { describe, expect, it } from 'vitest';
import { colorOf, colorsOf, inkOn } from '../src/util/color';
import { bytes, count, duration, parseDuration, percent, rate } from '../src/util/format';

describe('formats', () => {
  it('writes durations with three digits', () => {
    expect([0, 12, 1500, 1_250_000, 340_000, 2.5e9, 125e9, 3_700e9, 90_000e9].map(duration)).toEqual([
      '0', '12ns', '1.5µs', '1.25ms', '340µs', '2.5s', '2m 5s', '1h 1m', '1d 1h',
    ]);
    expect(duration(100e6)).toBe('100ms');
    expect(duration(-2e6)).toBe('-2ms');
    expect(duration(NaN)).toBe('–');
  });
  it('reads durations back', () => {
    expect(parseDuration('1m30s')).toBe(90e9);
    expect(parseDuration('1.5ms')).toBe(1.5e6);
    expect(parseDuration('2m 5s')).toBe(125e9);
    expect(parseDuration('340µs')).toBe(340e3);
    for (const text of ['', '5', 'ms', '1x', '1m-']) expect(parseDuration(text)).toBeUndefined();
  });
  it('shortens numbers', () => {
    expect([0, 999, 1000, 12_345, 4_500_000, 2e9].map(count)).toEqual(['0', '999', '1K', '12.3K', '4.5M', '2G']);
    expect(bytes(1536)).toBe('1.5 KiB');
    expect(percent(1, 3)).toBe('33%');
    expect(percent(1, 3000)).toBe('<0.1%');
    expect(percent(0, 5)).toBe('0%');
    expect(rate(120, 60_000)).toBe('2/s');
    expect(rate(3, 60_000)).toBe('3/min');
  });
});

describe('text on the colour of a service', () => {
  it('is black on light ones and white on dark ones', () => {
    const inks = new Set(Array.from({ length: 50 }, (_, i) => inkOn(`service ${i}`)));
    expect([...inks].sort()).toEqual(['#10141b', '#fff']);
  });
});

describe('colours beside one another', () => {
  it('can be told apart, and are their own where they can', () => {
    const names = ['GET product', 'GetProduct', 'shop.catalog/GetProduct', 'GetStock', 'SELECT stock', 'x'];
    const hues = colorsOf(names).map((color) => Number(/hsl\((\d+)/.exec(color)![1]));
    for (const [i, hue] of hues.entries()) {
      for (const other of hues.slice(i + 1)) expect(Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other))).toBeGreaterThanOrEqual(30);
    }
    expect(colorsOf(['cart'])).toEqual([colorOf('cart')]);
    expect(colorsOf(Array.from({ length: 40 }, (_, i) => String(i)))).toHaveLength(40);
  });
});
