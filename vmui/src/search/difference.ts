// What is different about some spans: attribute values whose share among them is unlike their share
// among the others.
import type { Ask } from '../api/http';
import { post } from '../api/http';
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
  /** 0 when both are alike, 1 when they have nothing in common. */
  readonly score: number;
  readonly values: readonly ValueShare[];
}

interface Facets {
  readonly facets: readonly {
    readonly field_name: string;
    readonly values: readonly { readonly field_value: string; readonly hits: number | string }[];
  }[];
}

/** Fields that differ for every span and say nothing. */
const LEFT_OUT = /^(_|trace_id$|span_id$|parent_span_id$|start_time|end_time|duration$|event:.*time|link:)/;

const VALUES_SHOWN = 5;

export async function difference(selection: string, baseline: string, span: Span, ask: Ask): Promise<FieldDifference[]> {
  const read = async (query: string): Promise<Facets> =>
    post<Facets>('logsql/facets', { query, ...times(span), limit: 50, keep_const_fields: 1, max_value_len: 200 }, ask);
  const [inside, outside] = await Promise.all([read(selection), read(baseline)]);
  return rank(counted(inside), counted(outside));
}

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

function counted(facets: Facets): Counts {
  return new Map(
    facets.facets
      .filter((facet) => !LEFT_OUT.test(facet.field_name))
      .map((facet) => [facet.field_name, new Map(facet.values.map((each) => [each.field_value, Number(each.hits)]))]),
  );
}

/** The fields in falling order of how much they differ. */
export function rank(inside: Counts, outside: Counts): FieldDifference[] {
  const found: FieldDifference[] = [];
  for (const field of new Set([...inside.keys(), ...outside.keys()])) {
    const selected = inside.get(field) ?? new Map<string, number>();
    const baseline = outside.get(field) ?? new Map<string, number>();
    const selectedSum = sum(selected);
    const baselineSum = sum(baseline);
    const values = [...new Set([...selected.keys(), ...baseline.keys()])]
      .map((value) => ({
        value,
        selected: selectedSum ? (selected.get(value) ?? 0) / selectedSum : 0,
        baseline: baselineSum ? (baseline.get(value) ?? 0) / baselineSum : 0,
      }))
      .sort((a, b) => Math.abs(b.selected - b.baseline) - Math.abs(a.selected - a.baseline));
    const score = values.reduce((total, each) => total + Math.abs(each.selected - each.baseline), 0) / 2;
    if (score > 0.02) found.push({ field, score, values: values.slice(0, VALUES_SHOWN) });
  }
  return found.sort((a, b) => b.score - a.score);
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
