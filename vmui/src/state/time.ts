// The time range: `now-1h` forms stay relative in links, moments are whole milliseconds.

/** What the address carries. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** What a request carries: milliseconds since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const DEFAULT_RANGE: TimeRange = { from: 'now-1h', to: 'now' };

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

export interface Preset {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

export const PRESETS: readonly Preset[] = [
  { label: 'Last 5 minutes', from: 'now-5m', to: 'now' },
  { label: 'Last 15 minutes', from: 'now-15m', to: 'now' },
  { label: 'Last 30 minutes', from: 'now-30m', to: 'now' },
  { label: 'Last hour', from: 'now-1h', to: 'now' },
  { label: 'Last 3 hours', from: 'now-3h', to: 'now' },
  { label: 'Last 6 hours', from: 'now-6h', to: 'now' },
  { label: 'Last 12 hours', from: 'now-12h', to: 'now' },
  { label: 'Last 24 hours', from: 'now-24h', to: 'now' },
  { label: 'Last 2 days', from: 'now-2d', to: 'now' },
  { label: 'Last 7 days', from: 'now-7d', to: 'now' },
  { label: 'Last 30 days', from: 'now-30d', to: 'now' },
  { label: 'Last year', from: 'now-1y', to: 'now' },
  { label: 'Today', from: 'today', to: 'now' },
  { label: 'Yesterday', from: 'yesterday', to: 'today' },
];

const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

/** A moment of the address in milliseconds; undefined when it is none. What names no zone is meant in the given one. */
export function moment(text: string, now: number, zone: string): number | undefined {
  if (text === 'now') return now;
  if (text === 'today') return inZone(dateTime(now, zone).slice(0, 10), zone);
  // The middle of the day before: days of 23 and 25 hours change nothing about its date.
  if (text === 'yesterday') return inZone(dateTime(moment('today', now, zone)! - 43_200_000, zone).slice(0, 10), zone);
  const relative = /^now-(\d+(?:\.\d+)?)([smhdwMy])$/.exec(text);
  if (relative) return now - Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0);
  if (/^\d{10,}$/.test(text)) return Number(text);
  if (DATE_TIME.test(text)) return inZone(text, zone);
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** The moment at which the clocks of a zone show a date and time. */
function inZone(text: string, zone: string): number | undefined {
  const shown = Date.parse(`${text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T')}Z`);
  if (Number.isNaN(shown)) return undefined;
  const offsetAt = (millis: number): number => Date.parse(`${dateTime(millis, zone).replace(' ', 'T')}Z`) - Math.floor(millis / 1000) * 1000;
  // The second step is for moments near a change of the clocks.
  const near = shown - offsetAt(shown);
  return shown - offsetAt(near);
}

export function resolve(range: TimeRange, now: number, zone: string): Span {
  const end = moment(range.to, now, zone) ?? now;
  const start = moment(range.from, now, zone) ?? end - 3_600_000;
  return start < end ? { start, end } : { start: end - 1, end };
}

/** The range before (-1) or behind (1) a range, half of it in common. */
export function shifted({ start, end }: Span, direction: 1 | -1): Span {
  const by = (direction * (end - start)) / 2;
  return { start: start + by, end: end + by };
}

/** Twice the range, around the same middle, that ends now at the latest. */
export function widened({ start, end }: Span, now: number): Span {
  const by = (end - start) / 2;
  const late = Math.max(0, end + by - now);
  return { start: start - by - late, end: end + by - late };
}

/** A range as the address has it. */
export function rangeOf({ start, end }: Span): TimeRange {
  return { from: String(Math.floor(start)), to: String(Math.ceil(end)) };
}

export function label(range: TimeRange, zone: string): string {
  const preset = PRESETS.find((known) => known.from === range.from && known.to === range.to);
  if (preset) return preset.label;
  const now = Date.now();
  const { start, end } = resolve(range, now, zone);
  return `${dateTime(start, zone)} – ${dateTime(end, zone)}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const digits = '2-digit';
    const parts = { year: 'numeric', month: digits, day: digits, hour: digits, minute: digits, second: digits } as const;
    clock = new Intl.DateTimeFormat('sv-SE', { ...parts, ...(zone === 'local' ? {} : { timeZone: zone }) });
    clocks.set(zone, clock);
  }
  return clock;
}

/** The zone that an address names: this computer's without one, or where there is no such zone. */
export function zoneOf(name: string | null): string {
  try {
    return name ? clockOf(name === 'utc' ? 'UTC' : name).resolvedOptions().timeZone : 'local';
  } catch {
    return 'local';
  }
}

/** `2026-11-20 17:00:00`, with milliseconds where asked. */
export function dateTime(millis: number, zone: string, fraction = 0): string {
  if (Number.isNaN(millis)) return '';
  const text = clockOf(zone).format(millis);
  return fraction ? `${text}.${String(Math.floor(millis) % 1000).padStart(3, '0')}` : text;
}

/** The parameters of links that other tools make, in ours. */
export function rangeOfForeignLink(params: URLSearchParams): TimeRange | undefined {
  const input = params.get('g0.range_input');
  const end = params.get('g0.end_input');
  if (!input) return undefined;
  const length = /^(\d+(?:\.\d+)?)([smhdwMy])$/.exec(input);
  if (!length) return undefined;
  const relative = params.get('g0.relative_time');
  if (!end || (relative && relative !== 'none')) return { from: `now-${input}`, to: 'now' };
  const last = moment(`${end.replace(' ', 'T')}${/Z|[+-]\d\d:\d\d$/.test(end) ? '' : 'Z'}`, Date.now(), 'UTC');
  if (last === undefined) return undefined;
  const millis = Number(length[1]) * (UNITS[length[2] ?? ''] ?? 0);
  return { from: String(last - millis), to: String(last) };
}

/** A step that gives about `count` points, rounded to what people read easily. */
export function step(span: Span, count: number): number {
  const steps = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
    600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
    172_800_000, 604_800_000, 2_592_000_000,
  ];
  const wanted = (span.end - span.start) / count;
  return steps.find((each) => each >= wanted) ?? 2_592_000_000;
}
