// Numbers, durations and times as people read them.

const DURATION_UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400e9],
  ['h', 3_600e9],
  ['m', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
];

/** Nanoseconds with three significant digits: `1.25s`, `340µs`, `2m 5s`. */
export function duration(nanos: number): string {
  if (!Number.isFinite(nanos)) return '–';
  if (nanos === 0) return '0';
  const sign = nanos < 0 ? '-' : '';
  const size = Math.abs(nanos);
  if (size >= 60e9) {
    const at = DURATION_UNITS.findIndex(([, unit]) => size >= unit);
    const [name, unit] = DURATION_UNITS[at]!;
    const [nextName, nextUnit] = DURATION_UNITS[at + 1]!;
    const whole = Math.floor(size / unit);
    const rest = Math.floor((size - whole * unit) / nextUnit);
    return `${sign}${whole}${name}${rest ? ` ${rest}${nextName}` : ''}`;
  }
  const [name, unit] = DURATION_UNITS.find(([, each]) => size >= each) ?? ['ns', 1];
  return `${sign}${significant(size / unit)}${name}`;
}

/** `2ms`, `1.5s`, `1m30s` in nanoseconds; undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const scales: Readonly<Record<string, number>> = {
    ns: 1, us: 1e3, 'µs': 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3_600e9, d: 86_400e9,
  };
  const trimmed = text.trim().replaceAll(' ', '');
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/.test(trimmed)) return undefined;
  let sum = 0;
  for (const [, number, , unit] of trimmed.matchAll(/(\d+(\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)) {
    sum += Number(number) * (scales[unit ?? ''] ?? 0);
  }
  return sum;
}

function significant(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const text = value.toFixed(digits);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** `950`, `12.3K`, `4.5M`. */
export function count(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return Number.isInteger(value) ? String(value) : significant(value);
  for (const [unit, scale] of [['G', 1e9], ['M', 1e6], ['K', 1e3]] as const) {
    if (size >= scale) return `${significant(value / scale)}${unit}`;
  }
  return String(value);
}

export function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = value;
  let at = 0;
  while (size >= 1024 && at < units.length - 1) {
    size /= 1024;
    at++;
  }
  return `${significant(size)} ${units[at]}`;
}

export function percent(part: number, whole: number): string {
  if (!whole) return '–';
  const share = (100 * part) / whole;
  if (share === 0) return '0%';
  return share < 0.1 ? '<0.1%' : `${share < 10 ? share.toFixed(1).replace(/\.0$/, '') : Math.round(share)}%`;
}

/** Events per second, per minute or per hour, whichever reads best. */
export function rate(events: number, millis: number): string {
  const perSecond = (events * 1000) / Math.max(1, millis);
  if (perSecond >= 0.1 || perSecond === 0) return `${count(round(perSecond))}/s`;
  if (perSecond * 60 >= 0.1) return `${count(round(perSecond * 60))}/min`;
  return `${count(round(perSecond * 3600))}/h`;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
