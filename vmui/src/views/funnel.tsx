// Steps that traces should take one after another: how many do, where they stop, and how long it takes.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Panel } from '../components/panel';
import { Answered, Empty } from '../components/states';
import { useAsk } from '../components/useAsk';
import { NO_STEP, STEPS_MAX, type Step, type StepFacts, funnel, funnelQuery, lostFilter, parseSteps, stepFilter, stepsText } from '../search/funnel';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import { count, duration, percent } from '../util/format';
import { FilterInput } from './traces/filterInput';
import { NameFields } from './traces/names';
import './traces/traces.css';

export function Funnel() {
  const { params } = useRoute();
  const text = params.get('steps') ?? '';
  const steps = useMemo(() => parseSteps(text), [text]);
  const filters = steps.map(stepFilter);
  const isAsked = filters.some((filter) => filter !== '*');
  return (
    <>
      <Panel title="Funnel" actions={<a class="button" href={link('/traces')}>Back to the traces</a>}>
        <Steps key={text} steps={steps} />
      </Panel>
      <Panel title="Traces from step to step" query={isAsked ? funnelQuery(filters) : undefined}>
        {isAsked ? (
          <Facts steps={steps} filters={filters} />
        ) : (
          <Empty title="Which way do traces take?">
            <p>Name a service and an operation for each step, or filter spans in LogsQL, in the order in which they should begin.</p>
          </Empty>
        )}
      </Panel>
    </>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const [draft, setDraft] = useState(steps);
  useEffect(() => setDraft(steps), [steps]);
  const change = (at: number, part: Partial<Step>): void => setDraft((now) => now.map((step, i) => (i === at ? { ...step, ...part } : step)));
  const swap = (at: number): void => setDraft((now) => now.map((step, i) => (i === at ? now[at - 1]! : i === at - 1 ? now[at]! : step)));
  const run = (): void => setParams({ steps: stepsText(draft) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      {draft.map((step, at) => (
        <fieldset class="form step" key={at} aria-label={`Step ${at + 1}`}>
          <b>{at + 1}</b>
          <NameFields service={step.service} operation={step.operation} onChange={(names) => change(at, names)} />
          <div class="field grow">
            <span>Attributes in LogsQL</span>
            <FilterInput label="Attributes" placeholder="any" value={step.query} onChange={(query) => change(at, { query })} onRun={run} />
          </div>
          <button type="button" class="icon" aria-label={`Step ${at + 1} sooner`} disabled={!at} onClick={() => swap(at)}>
            ↑
          </button>
          <button type="button" class="icon" aria-label={`Without step ${at + 1}`} disabled={draft.length < 2} onClick={() => setDraft(draft.filter((_, i) => i !== at))}>
            ✕
          </button>
        </fieldset>
      ))}
      <div class="form">
        <button type="button" disabled={draft.length >= STEPS_MAX} onClick={() => setDraft([...draft, NO_STEP])}>
          Add a step
        </button>
        <button class="primary">Count</button>
      </div>
    </form>
  );
}

function Facts({ steps, filters }: { steps: readonly Step[]; filters: readonly string[] }) {
  const { span } = useScene();
  const answer = useAsk((ask) => funnel(filters, span, ask), [filters.join('\n'), span]);
  return (
    <Answered answer={answer}>
      {(found) =>
        found[0]?.traces ? (
          <ol class="funnel" data-testid="funnel">
            {found.map((facts, at) => (
              <StepRow key={at} name={nameOf(steps[at])} facts={facts} first={found[0]!} before={found[at - 1]} lost={at ? lostFilter(filters, at) : ''} />
            ))}
          </ol>
        ) : (
          <Empty title="No trace takes the first step">
            <p>Change it, or choose a longer time range.</p>
          </Empty>
        )
      }
    </Answered>
  );
}

function nameOf(step: Step | undefined): string {
  if (!step) return '';
  return [step.service, step.operation, step.query].filter(Boolean).join(' ') || 'any span';
}

interface StepRowProps {
  readonly name: string;
  readonly facts: StepFacts;
  readonly first: StepFacts;
  readonly before: StepFacts | undefined;
  readonly lost: string;
}

function StepRow({ name, facts, first, before, lost }: StepRowProps) {
  const stopped = before ? before.traces - facts.traces : 0;
  return (
    <li>
      <div class="funnel-name">
        <b>{name}</b>
        {before && facts.traces > 0 && (
          <span class="dim" title="From the step before to this one">
            after {duration(facts.p50)}, p90 {duration(facts.p90)}
          </span>
        )}
      </div>
      <div class="funnel-bar">
        <i style={{ width: `${(100 * facts.traces) / first.traces}%` }} />
        <span>
          <b>{count(facts.traces)}</b> {before && percent(facts.traces, first.traces)}
          {facts.errors > 0 && <span class="error"> {count(facts.errors)} with an error</span>}
        </span>
      </div>
      <div class="funnel-lost">
        {stopped > 0 && (
          <a href={link('/traces', { query: lost })} title="Traces that took all steps before this one, and not this one">
            {count(stopped)} stopped before
          </a>
        )}
      </div>
    </li>
  );
}
