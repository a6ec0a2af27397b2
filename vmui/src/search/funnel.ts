// How many traces go through some steps one after another. A step is a filter over spans; a trace has
// taken it when its first span of that kind begins no sooner than that of the step before.
import { type Ask } from '../api/http';
import { FIELDS, all, rows } from '../api/logsql';
import type { Span } from '../state/time';
import { type Search, filterOf } from './search';

export const STEPS_MAX = 8;

export type Step = Pick<Search, 'service' | 'operation' | 'query'>;

export const NO_STEP: Step = { service: '', operation: '', query: '' };

/** What some traces did at a step. Durations are nanoseconds, NaN where nothing came so far. */
export interface StepFacts {
  readonly traces: number;
  /** Of those, in how many a span of the step failed. */
  readonly errors: number;
  /** From the step before. */
  readonly p50: number;
  readonly p90: number;
}

export function stepsText(steps: readonly Step[]): string {
  return JSON.stringify(steps.map(({ service, operation, query }) => [service, operation, query]));
}

/** The steps of an address; what is no list of steps is one empty step. */
export function parseSteps(text: string): Step[] {
  try {
    const found = (JSON.parse(text) as readonly unknown[]).map((each) => {
      const [service, operation, query] = (each as readonly unknown[]).map((part) => (typeof part === 'string' ? part : ''));
      return { service: service ?? '', operation: operation ?? '', query: query ?? '' };
    });
    return found.length ? found.slice(0, STEPS_MAX) : [NO_STEP];
  } catch {
    return [NO_STEP];
  }
}

export function stepFilter(step: Step): string {
  return filterOf({ ...step, min: '', max: '', errors: false });
}

/** One row for each trace: when it took each step, and how long after the step before. */
function timesQuery(filters: readonly string[]): string {
  const found = filters.includes('*') ? '*' : filters.map((filter) => `(${filter})`).join(' or ');
  const firsts = filters.map((filter, i) => `min(${FIELDS.start}) if (${filter}) at${i}, count() if (${all(filter, 'status_code:=2')}) failed${i}`);
  const waits = filters.slice(1).map((_, i) => `at${i + 1} - at${i} as wait${i + 1}`);
  return `${found} | stats by (trace_id) ${firsts.join(', ')}${waits.length ? ` | math ${waits.join(', ')}` : ''}`;
}

/** Holds for the rows of traces that took all steps up to one. */
function reached(step: number): string {
  return ['at0:*', ...Array.from({ length: step }, (_, i) => `wait${i + 1}:>=0`)].join(' ');
}

export function funnelQuery(filters: readonly string[]): string {
  const facts = filters.map((_, i) => {
    const waits = i ? `, quantile(0.5, wait${i}) if (${reached(i)}) p50_${i}, quantile(0.9, wait${i}) if (${reached(i)}) p90_${i}` : '';
    return `count() if (${reached(i)}) traces${i}, count() if (${reached(i)} failed${i}:>0) errors${i}${waits}`;
  });
  return `${timesQuery(filters)} | stats ${facts.join(', ')}`;
}

/** A filter for the traces that took all steps before one, and not that one. */
export function lostFilter(filters: readonly string[], step: number): string {
  return `trace_id:in(${timesQuery(filters.slice(0, step + 1))} | filter ${reached(step - 1)} !(wait${step}:>=0) | fields trace_id)`;
}

export async function funnel(filters: readonly string[], span: Span, ask: Ask): Promise<StepFacts[]> {
  const row = (await rows(funnelQuery(filters), span, ask))[0] ?? {};
  const number = (name: string, missing: number): number => Number(row[name] || missing);
  return filters.map((_, i) => ({
    traces: number(`traces${i}`, 0),
    errors: number(`errors${i}`, 0),
    p50: number(`p50_${i}`, NaN),
    p90: number(`p90_${i}`, NaN),
  }));
}
