// All about one span: attributes, events, links, and how it compares with others of its kind.
import { useMemo } from 'preact/hooks';
import { Answered, Empty } from '../../components/states';
import { Service } from '../../components/service';
import { SpanType } from '../../components/spanType';
import { useAsk } from '../../components/useAsk';
import type { Ask, Row } from '../../api/http';
import { FIELDS, all, exactly, rows } from '../../api/logsql';
import { link } from '../../state/route';
import { type ValueLink, addressOf, loadLinks } from '../../trace/links';
import { type Mark, detailOf, loadSpan } from '../../trace/load';
import { KINDS, type TraceModel } from '../../trace/model';
import { openedTrace } from '../../trace/opened';
import { SPAN_TYPES } from '../../trace/spanTypes';
import { loadTypes } from '../../trace/types';
import { warningsOf } from '../../trace/warnings';
import { copyText } from '../../util/copy';
import { count, duration, percent } from '../../util/format';
import { FactList, Section } from './facts';
import { GenerativeSection } from './generative';

interface SpanPanelProps {
  readonly trace: TraceModel;
  readonly span: number;
  close(): void;
}

const NO_LINKS: readonly ValueLink[] = [];
const HOUR_MILLIS = 3_600_000;

export function SpanPanel({ trace, span, close }: SpanPanelProps) {
  const id = trace.spanIds[span]!;
  const answer = useAsk(async (ask) => (await loadSpan(trace.id, id, ask)) ?? {}, [trace.id, id]);
  const types = useAsk(
    async (ask) => (openedTrace(trace.id) ? undefined : (await loadTypes(trace.id, trace.size, ask)).get(id)),
    [trace.id, id],
  );
  const links = useAsk(loadLinks, []);
  const service = trace.services[trace.service[span]!]!;
  const name = trace.names[trace.name[span]!]!;
  return (
    <aside class="span-panel" aria-label="Span">
      <header>
        <h2>{name}</h2>
        <span class="gap" />
        {answer.value && (
          <button class="plain" title="Copy the whole span as JSON" onClick={() => copyText(JSON.stringify(answer.value, null, 1))}>
            Copy JSON
          </button>
        )}
        <button class="icon" aria-label="Close" onClick={close}>
          ✕
        </button>
      </header>
      <div class="facts">
        <Service name={service} />
        <span class="chip">{KINDS[trace.kind[span]!] ?? 'unknown kind'}</span>
        {trace.type[span]! > 0 && (
          <span class="chip">
            <SpanType type={trace.type[span]!} /> {SPAN_TYPES[trace.type[span]!]}
          </span>
        )}
        {trace.status[span] === 2 && <span class="chip bad">error</span>}
        <span>
          <b>{duration(trace.duration[span]!)}</b> <span class="dim">from {duration(trace.start[span]!)}</span>
        </span>
        <Standing trace={trace} span={span} service={service} name={name} />
      </div>
      <Answered answer={answer}>
        {(row) =>
          Object.keys(row).length ? (
            <Detail row={row} trace={trace} span={span} types={types.value} links={links.value ?? NO_LINKS} />
          ) : (
            <Empty title="This span is not stored any more" />
          )
        }
      </Answered>
    </aside>
  );
}

/** How many spans of the same operation were faster, in the hours around it. */
async function standing(service: string, name: string, nanos: number, around: number, ask: Ask): Promise<string> {
  const filter = all(exactly(FIELDS.service, service), exactly(FIELDS.name, name));
  const query = `${filter} | stats count() spans, count() if (duration:<${nanos}) faster`;
  const span = { start: around - HOUR_MILLIS, end: around + HOUR_MILLIS };
  const row = (await rows(query, span, ask))[0];
  const spans = Number(row?.['spans'] ?? 0);
  const faster = Number(row?.['faster'] ?? 0);
  if (spans < 2) return '';
  const slowest = spans - faster;
  if (slowest > spans / 100) return `slower than ${percent(faster, spans)} of its kind`;
  return `${slowest > 1 ? `among the ${slowest} slowest` : 'the slowest'} of ${count(spans)} of its kind`;
}

function Standing(props: { trace: TraceModel; span: number; service: string; name: string }) {
  const { trace, span, service, name } = props;
  const answer = useAsk(
    (ask) => standing(service, name, trace.duration[span]!, trace.startMillis, ask),
    [trace.id, span],
  );
  return answer.value ? <span class="chip">{answer.value}</span> : null;
}

interface DetailProps {
  readonly row: Row;
  readonly links: readonly ValueLink[];
  readonly trace: TraceModel;
  readonly span: number;
  readonly types: ReadonlyMap<string, string> | undefined;
}

function Detail({ row, links, trace, span, types }: DetailProps) {
  const detail = useMemo(() => detailOf(row), [row]);
  const leadsTo = (field: string) =>
    links.flatMap((each) => {
      const address = each.field === field ? addressOf(each, row) : undefined;
      return address
        ? [
            <a class="button plain" key={each.text} href={address} target="_blank" rel="noopener">
              {each.text} ↗
            </a>,
          ]
        : [];
    });
  return (
    <div class="detail">
      {warningsOf(trace, span, row).map((warning) => (
        <p class="banner warning" key={warning} role="status">
          {warning}
        </p>
      ))}
      <GenerativeSection row={row} />
      <Section title="Attributes" facts={detail.attributes} prefix="span_attr:" types={types} leadsTo={leadsTo} open />
      {detail.events.length > 0 && (
        <details open>
          <summary>Events ({detail.events.length})</summary>
          {detail.events.map((event, i) => (
            <EventMark key={i} event={event} trace={trace} />
          ))}
        </details>
      )}
      {detail.links.length > 0 && (
        <details open>
          <summary>Links ({detail.links.length})</summary>
          {detail.links.map((mark, i) => (
            <div class="mark-box" key={i}>
              <a href={link(`/trace/${mark.traceId}`, { span: mark.spanId })}>Trace {mark.traceId}</a>
              <FactList facts={mark.facts} />
            </div>
          ))}
        </details>
      )}
      <Section title="Resource" facts={detail.resource} prefix="resource_attr:" types={types} leadsTo={leadsTo} open />
      <Section title="Scope" facts={detail.scope} prefix="" />
      <Section title="Span" facts={detail.span} prefix="" leadsTo={leadsTo} />
    </div>
  );
}

function EventMark({ event, trace }: { event: Mark; trace: TraceModel }) {
  const since = event.time
    ? (Number(event.time.slice(0, -9)) * 1000 - Math.floor(trace.startMillis)) * 1e6 + Number(event.time.slice(-9)) -
      (trace.startMillis % 1) * 1e6
    : undefined;
  const stack = event.facts.find((fact) => fact.key === 'exception.stacktrace');
  return (
    <div class={`mark-box${event.title === 'exception' ? ' bad' : ''}`}>
      <strong>{event.title || 'event'}</strong> {since !== undefined && <span class="dim">at {duration(since)}</span>}
      <FactList facts={event.facts.filter((fact) => fact !== stack)} />
      {stack && <pre class="code stack">{stack.value}</pre>}
    </div>
  );
}
