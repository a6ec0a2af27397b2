// How many rows match over time, by the most frequent values of a field. Where the whole range takes
// long, the newest part is counted first, then longer and longer parts before it, with growing patience.
import { type Ask, ServerError, post } from '../api/http';
import { nanos, times } from '../api/logsql';
import { type Span, step } from '../state/time';

export interface HitsAnswer {
  readonly hits: readonly {
    readonly fields: Readonly<Record<string, string>>;
    readonly timestamps: readonly string[];
    readonly values: readonly number[];
    readonly total: number;
  }[];
}

export interface Hits {
  readonly times: readonly number[];
  readonly lines: readonly { readonly name: string; readonly values: readonly number[]; readonly total: number; readonly isRest: boolean }[];
  readonly total: number;
  /** From when on rows are counted by now, in milliseconds; the whole range without it. */
  readonly since?: number;
}

/** Lines that have a colour each; all others are one. */
const GROUPS = 5;
/** Groups asked of a part of the range: the most frequent ones of all may be less so in a part. */
const GROUPS_OF_PART = 100;
const PATIENCE_MILLIS = 3000;
const PATIENCE_MILLIS_MAX = 120_000;
/** How much of the range the first part is. */
const FIRST_SHARE = 1 / 16;

/** Asks for a part of the range, with so much patience. */
export type AskPart = (part: Span, patienceMillis: number, groups: number) => Promise<HitsAnswer>;

export function hits(query: string, field: string, span: Span, ask: Ask, show: (partial: Hits) => void): Promise<Hits> {
  const width = step(span, 80);
  const askPart: AskPart = (part, patienceMillis, groups) =>
    post<HitsAnswer>(
      'logsql/hits',
      { query, ...times(part), ...(part.end < span.end ? { end: justBefore(part.end) } : {}), step: `${width}ms`, timeout: `${patienceMillis}ms`, ...(field ? { field, fields_limit: groups } : {}) },
      ask,
    );
  return widening(span, width, askPart, show);
}

/** The end of a range belongs to it, and must not be in two parts. */
function justBefore(millis: number): string {
  return String(BigInt(nanos(millis)) - 1n);
}

export async function widening(span: Span, width: number, askPart: AskPart, show: (partial: Hits) => void): Promise<Hits> {
  const whole = await inTime(askPart(span, PATIENCE_MILLIS, GROUPS));
  if (whole) return gridded([whole], span, width);
  const parts: HitsAnswer[] = [];
  const aligned = (millis: number): number => Math.max(span.start, Math.floor(millis / width) * width);
  let patience = PATIENCE_MILLIS;
  let length = (span.end - span.start) * FIRST_SHARE;
  for (let end = span.end; end > span.start; ) {
    const start = aligned(end - length);
    const isLast = patience >= PATIENCE_MILLIS_MAX;
    const request = askPart({ start, end }, patience, GROUPS_OF_PART);
    const answer = await (isLast ? request : inTime(request));
    if (answer) {
      parts.push(answer);
      end = start;
      length *= 2;
      if (end > span.start) show({ ...gridded(parts, span, width), since: end });
    } else {
      patience = Math.min(PATIENCE_MILLIS_MAX, patience * 2);
      length = Math.max(width, length / 2);
    }
  }
  return gridded(parts, span, width);
}

/** An answer, or nothing where it took longer than there was patience for. */
async function inTime(answer: Promise<HitsAnswer>): Promise<HitsAnswer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServerError && error.status === 503 && /deadline/.test(error.message)) return undefined;
    throw error;
  }
}

/** The answers for parts of a range, on one even grid. */
export function gridded(answers: readonly HitsAnswer[], span: Span, width: number): Hits {
  const first = Math.floor(span.start / width) * width;
  const points = Math.max(1, Math.ceil((span.end - first) / width));
  const found = new Map<string, { name: string; values: number[]; total: number; isRest: boolean }>();
  const add = (key: string, name: string, group: { readonly values: readonly number[]; readonly total: number }, placeOf: (i: number) => number): void => {
    const line = found.get(key) ?? { name, values: new Array<number>(points).fill(0), total: 0, isRest: key === REST };
    found.set(key, line);
    group.values.forEach((value, i) => {
      const at = placeOf(i);
      if (at >= 0 && at < points) line.values[at]! += value;
    });
    line.total += group.total;
  };
  for (const { fields, timestamps, values, total } of answers.flatMap((answer) => answer.hits)) {
    const isRest = !Object.keys(fields).length;
    add(isRest ? REST : JSON.stringify(fields), isRest ? 'other' : Object.values(fields).join(', '), { values, total }, (i) =>
      Math.floor((Date.parse(timestamps[i]!) - first) / width),
    );
  }
  const named = [...found.values()].filter((line) => !line.isRest).sort((a, b) => b.total - a.total);
  for (const rest of named.slice(GROUPS)) add(REST, 'other', rest, (i) => i);
  const rest = found.get(REST);
  const lines = [...named.slice(0, GROUPS), ...(rest ? [{ ...rest, name: named.length ? 'other' : 'rows' }] : [])];
  return {
    times: Array.from({ length: points }, (_, i) => first + i * width),
    lines: lines.sort((a, b) => b.total - a.total),
    total: lines.reduce((sum, line) => sum + line.total, 0),
  };
}

const REST = '';
