// One trace: its facts, the tabs that show it in different ways, and the span that is looked at.
import { useMemo } from 'preact/hooks';
import { Panel } from '../components/panel';
import { Service } from '../components/service';
import { Answered, Empty } from '../components/states';
import { Tabs } from '../components/tabs';
import { useAsk } from '../components/useAsk';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import { dateTime } from '../state/time';
import { criticalPath, shareByService } from '../trace/criticalPath';
import { loadTrace, skeletonQuery } from '../trace/load';
import type { TraceModel } from '../trace/model';
import { openedTrace } from '../trace/opened';
import { copyText } from '../util/copy';
import { duration, percent } from '../util/format';
import { EventsTab } from './trace/events';
import { FlameTab } from './trace/flame';
import { GraphTab } from './trace/graph';
import { JsonTab } from './trace/json';
import { PinButton } from './trace/pinButton';
import { SpansTab } from './trace/spans';
import { StatisticsTab } from './trace/statistics';
import { Timeline } from './trace/timeline';
import './trace/trace.css';

const TABS = ['timeline', 'flame', 'graph', 'statistics', 'events', 'spans', 'json'] as const;

export function Trace({ id }: { id: string }) {
  const answer = useAsk((ask, show: (partial: TraceModel) => void) => loadTrace(id, ask, show), [id]);
  return (
    <Answered answer={answer}>
      {(trace) =>
        trace.size ? (
          <TraceView trace={trace} />
        ) : (
          <Panel title={`Trace ${id}`} query={skeletonQuery(id)}>
            <Empty title="No span of this trace is stored">
              <p>It may be past the retention, belong to another tenant, or not have arrived yet.</p>
            </Empty>
          </Panel>
        )
      }
    </Answered>
  );
}

function TraceView({ trace }: { trace: TraceModel }) {
  const { params } = useRoute();
  const wanted = params.get('tab') ?? 'timeline';
  const tab = TABS.find((each) => each === wanted) ?? 'timeline';
  return (
    <section class="panel trace" aria-label="Trace">
      <TraceHeader trace={trace} />
      <Tabs label="Views of the trace" tabs={TABS} chosen={tab} onChoose={(each) => setParams({ tab: each === 'timeline' ? '' : each })} />
      {tab === 'timeline' && <Timeline trace={trace} />}
      {tab === 'flame' && <FlameTab trace={trace} />}
      {tab === 'graph' && <GraphTab trace={trace} />}
      {tab === 'statistics' && <StatisticsTab trace={trace} />}
      {tab === 'events' && <EventsTab trace={trace} />}
      {tab === 'spans' && <SpansTab trace={trace} />}
      {tab === 'json' && <JsonTab trace={trace} />}
    </section>
  );
}

function TraceHeader({ trace }: { trace: TraceModel }) {
  const { zone } = useScene();
  const shares = useMemo(() => shareByService(trace, criticalPath(trace)), [trace]);
  const onPath = shares.reduce((sum, [, nanos]) => sum + nanos, 0);
  let errors = 0;
  for (const status of trace.status) if (status === 2) errors++;
  const root = trace.services[trace.service[0]!]!;
  return (
    <>
      <header>
        <h1>
          <Service name={root} /> {trace.names[trace.name[0]!]}
        </h1>
        <div class="actions">
          <button class="plain mono" title="Copy the trace id" onClick={() => copyText(trace.id)}>
            {trace.id}
          </button>
          {!openedTrace(trace.id) && <PinButton id={trace.id} />}
          <a class="button plain" href={link('/traces', { service: root, operation: trace.names[trace.name[0]!]! })}>
            Find traces like this
          </a>
          <a class="button plain" href={link('/query', { query: `trace_id:=${JSON.stringify(trace.id)}` })}>
            Query
          </a>
        </div>
      </header>
      <div class="facts">
        <Fact name="Start">{dateTime(trace.startMillis, zone, 3)}</Fact>
        <Fact name="Duration">{duration(trace.length)}</Fact>
        <Fact name="Spans">{trace.size}</Fact>
        <Fact name="Services">{trace.services.length}</Fact>
        <Fact name="Errors">
          <span class={errors ? 'error' : ''}>{errors}</span>
        </Fact>
        <div>
          <span class="name">On the critical path</span>
          <span class="shares" data-testid="critical-shares">
            {shares.slice(0, 4).map(([service, nanos]) => (
              <span class="chip" key={service} title={duration(nanos)}>
                <Service name={service} /> <b>{percent(nanos, onPath)}</b>
              </span>
            ))}
          </span>
        </div>
      </div>
      {openedTrace(trace.id) && (
        <p class="banner" role="status">
          Opened here from a file. It is not sent to the server, and gone when this page is loaded again.
        </p>
      )}
      {trace.orphans > 0 && (
        <p class="banner" role="status">
          {trace.orphans === 1 ? 'One span names a parent' : `${trace.orphans} spans name parents`} that did not arrive. They
          are shown beside the root.
        </p>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <span class="name">{name}</span>
      <b>{children}</b>
    </div>
  );
}
