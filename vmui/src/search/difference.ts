// What is different about some spans: attribute values whose share among them is unlike their share
// among the others.
import { type Ask, post } from '../api/http';
import { times } from '../api/logsql';
import type { Span } from '../state/time';

export interface ValueShare {
  readonly value: string;
  /** Shares between 0 and 1. */
  readonly selected: number;
  readonly baseline: number;
}

export interface FieldDifference {
  readonly field: string;
  /** The largest difference of one of its values, 0 to 1. */
  readonly score: number;
  readonly values: readonly ValueShare[];
}

export interface Difference {
  readonly field: string;
  readonly value: string;
  readonly selectedShare: number;
  readonly otherShare: number;
}

/** Fields that follow from others or say nothing. */
const LEFT_OUT = /^(_|event:.*(time|dropped)|link:|status_code$)/;

const VALUES_SHOWN = 5;
const DIFFERENCES_MAX = 400;
const SCORE_MIN = 0.02;
const EVEN = 1e-9;

export async function difference(query: string, selection: string, span: Span, ask: Ask): Promise<FieldDifference[]> {
  const answer = await post<{ differences: readonly Difference[] }>(
    'traces/api/differences',
    { query, selection, ...times(span), limit: DIFFERENCES_MAX },
    ask,
  );
  return byField(answer.differences);
}

/** The fields in falling order of how much they differ; within one, its values likewise. */
export function byField(differences: readonly Difference[]): FieldDifference[] {
  const fields = new Map<string, ValueShare[]>();
  for (const { field, value, selectedShare, otherShare } of differences) {
    if (LEFT_OUT.test(field)) continue;
    const values = fields.get(field) ?? [];
    values.push({ value, selected: selectedShare, baseline: otherShare });
    fields.set(field, values);
  }
  const size = (share: ValueShare): number => Math.abs(share.selected - share.baseline);
  return [...fields]
    .map(([field, values]) => {
      // Of two values that mirror each other, what the selection has more of is told first.
      values.sort((a, b) => (Math.abs(size(b) - size(a)) < EVEN ? b.selected - a.selected : size(b) - size(a)));
      return { field, score: size(values[0]!), values: values.slice(0, VALUES_SHOWN) };
    })
    .filter(({ score }) => score >= SCORE_MIN)
    .sort((a, b) => b.score - a.score);
}
