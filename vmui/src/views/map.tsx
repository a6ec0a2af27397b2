// Which services call which, how often, how fast and how often in vain.
import { useMemo } from 'preact/hooks';
import { type Ask, get } from '../api/http';
import { times } from '../api/logsql';
import { Graph } from '../components/graph';
import { Panel } from '../components/panel';
import { Service } from '../components/service';
import { Answered, Empty } from '../components/states';
import { Table } from '../components/table';
import { useAsk } from '../components/useAsk';
import { type Edge, around } from '../search/edges';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import type { Span } from '../state/time';
import { count, duration, percent, rate } from '../util/format';
import './trace/trace.css';

interface GraphAnswer {
  readonly edges: readonly Edge[];
}

async function edges(span: Span, ask: Ask): Promise<readonly Edge[]> {
  return (await get<GraphAnswer>('traces/api/graph', times(span), ask)).edges;
}

export function ServiceMap() {
  const { span } = useScene();
  const { params } = useRoute();
  const focus = params.get('focus') ?? '';
  const depth = Number(params.get('depth') ?? 2);
  const answer = useAsk((ask) => edges(span, ask), [span]);
  return (
    <Panel
      request={{ endpoint: 'traces/api/graph', params: times(span) }}
      title={focus ? `Service map around ${focus}` : 'Service map'}
      actions={
        focus && (
          <>
            <label>
              Calls away{' '}
              <select value={depth} onChange={(event) => setParams({ depth: event.currentTarget.value })}>
                {[1, 2, 3, 5, 10].map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </select>
            </label>
            <a class="button" href={link('/traces', { service: focus })}>
              Traces of {focus}
            </a>
            <button onClick={() => setParams({ focus: '', depth: '' })}>All services</button>
          </>
        )
      }
    >
      <Answered answer={answer}>
        {(found) =>
          found.length ? (
            <MapView edges={focus ? around(found, focus, depth) : found} focus={focus} millis={span.end - span.start} />
          ) : (
            <Empty title="No calls between services in this time range">
              <p>Choose a longer one. A call is seen where spans of two services belong to one trace.</p>
            </Empty>
          )
        }
      </Answered>
    </Panel>
  );
}

function MapView({ edges: shown, focus, millis }: { edges: readonly Edge[]; focus: string; millis: number }) {
  const { nodes, lines } = useMemo(() => drawing(shown, millis), [shown, millis]);
  return (
    <>
      <Graph nodes={nodes} edges={lines} focus={focus} onNode={(service) => setParams({ focus: service })} />
      <Table
        rows={shown}
        keyOf={(edge) => `${edge.parent}\n${edge.child}`}
        first={{ column: 2, descending: true }}
        columns={[
          { title: 'Caller', cell: (edge) => <Service name={edge.parent} />, order: (edge) => edge.parent },
          { title: 'Called', cell: (edge) => <Service name={edge.child} />, order: (edge) => edge.child },
          { title: 'Calls', align: 'right', cell: (edge) => count(edge.calls), order: (edge) => edge.calls },
          { title: 'Rate', align: 'right', cell: (edge) => rate(edge.calls, millis), order: (edge) => edge.calls },
          {
            title: 'Errors',
            align: 'right',
            cell: (edge) => <span class={edge.errors ? 'error' : 'dim'}>{percent(edge.errors, edge.calls)}</span>,
            order: (edge) => edge.errors / edge.calls,
          },
          { title: 'Mean', align: 'right', cell: (edge) => duration(edge.meanMillis * 1e6), order: (edge) => edge.meanMillis },
          { title: 'p50', align: 'right', cell: (edge) => duration(edge.p50Millis * 1e6), order: (edge) => edge.p50Millis },
          { title: 'p90', align: 'right', cell: (edge) => duration(edge.p90Millis * 1e6), order: (edge) => edge.p90Millis },
          { title: 'p99', align: 'right', cell: (edge) => duration(edge.p99Millis * 1e6), order: (edge) => edge.p99Millis },
        ]}
      />
    </>
  );
}

function drawing(shown: readonly Edge[], millis: number) {
  const services = new Map<string, { calls: number; errors: number; millis: number }>();
  for (const edge of shown) {
    if (!services.has(edge.parent)) services.set(edge.parent, { calls: 0, errors: 0, millis: 0 });
    const called = services.get(edge.child) ?? { calls: 0, errors: 0, millis: 0 };
    called.calls += edge.calls;
    called.errors += edge.errors;
    called.millis += edge.calls * edge.meanMillis;
    services.set(edge.child, called);
  }
  const most = Math.max(...shown.map((edge) => edge.calls));
  return {
    nodes: [...services].map(([id, { calls, errors, millis: sum }]) => ({
      id,
      lines: calls
        ? [`${rate(calls, millis)}${errors ? `, ${percent(errors, calls)} fail` : ''}`, `mean ${duration((sum / calls) * 1e6)}`]
        : ['calls others only'],
      isBad: errors / Math.max(1, calls) > 0.01,
    })),
    lines: shown.map((edge) => ({
      from: edge.parent,
      to: edge.child,
      label: `${rate(edge.calls, millis)} · ${duration(edge.p90Millis * 1e6)}`,
      isBad: edge.errors / edge.calls > 0.01,
      weight: 1 + 3 * (edge.calls / most),
    })),
  };
}
