// The first page: rate, errors and latency of everything, of each service, and of its operations.
import { useState } from 'preact/hooks';
import { FIELDS, all, exactly, times } from '../api/logsql';
import { Panel } from '../components/panel';
import { Service } from '../components/service';
import { Answered, NoSpans } from '../components/states';
import { Table } from '../components/table';
import { Tabs } from '../components/tabs';
import { useAsk } from '../components/useAsk';
import {
  type Red, type Series, SIGNAL_NAMES, operationKey, operationSeries, operations, operationsOf, redByService, redQuery, seriesBy, signalFilter,
} from '../search/red';
import { useScene } from '../state/context';
import { go, link, setParams, useRoute } from '../state/route';
import type { Span } from '../state/time';
import { KINDS } from '../trace/model';
import { ASPECTS, AspectPanel } from './services/aspects';
import { RedCharts } from './services/charts';
import { measureColumns } from './services/columns';
import { ExceptionsPanel } from './services/exceptions';

const TABS = ['operations', ...(Object.keys(ASPECTS) as (keyof typeof ASPECTS)[])] as const;

export function Services() {
  const { span } = useScene();
  const { params } = useRoute();
  const service = params.get('service') ?? '';
  const signal = params.get('kind') ?? '';
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'operations';
  const filter = signalFilter(signal);
  const services = useAsk((ask) => redByService(filter, span, ask), [filter, span]);
  const lines = useAsk((ask) => seriesBy([FIELDS.service], filter, span, ask), [filter, span]);
  const [wanted, setWanted] = useState('');
  const isEmpty = services.value?.length === 0;
  return (
    <>
      {!isEmpty && <RedCharts filter={all(filter, service && exactly(FIELDS.service, service))} title={service || 'All services'} />}
      <Panel
        title="Services"
        query={redQuery(filter)}
        actions={
          <>
            <label class="hint">
              Spans{' '}
              <select aria-label="Kind of spans" value={signal} onChange={(event) => setParams({ kind: event.currentTarget.value })}>
                <option value="">of all kinds</option>
                {SIGNAL_NAMES.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </label>
            <input
              type="search"
              placeholder="Filter services…"
              aria-label="Filter services"
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          </>
        }
      >
        <Answered answer={services}>
          {(found) =>
            found.length ? (
              <ServiceTable
                rows={found.filter((red) => red.service.toLowerCase().includes(wanted.toLowerCase()))}
                whole={found}
                series={lines.value}
                span={span}
                selected={service}
              />
            ) : (
              <NoSpans />
            )
          }
        </Answered>
      </Panel>
      {!isEmpty && (
        <>
          <Tabs label="What services do" tabs={TABS} chosen={tab} onChoose={(each) => setParams({ tab: each === 'operations' ? '' : each })} />
          {tab === 'operations' ? <Operations service={service} signal={signal} /> : <AspectPanel key={tab} aspect={ASPECTS[tab]} service={service} />}
          {(tab === 'operations' || tab === 'errors') && <ExceptionsPanel service={service} />}
        </>
      )}
    </>
  );
}

interface ServiceTableProps {
  readonly rows: readonly Red[];
  readonly whole: readonly Red[];
  readonly series: Map<string, Series> | undefined;
  readonly span: Span;
  readonly selected: string;
}

function ServiceTable({ rows: reds, whole, series, span, selected }: ServiceTableProps) {
  const { params } = useRoute();
  const kind = params.get('kind') ?? '';
  return (
    <Table
      rows={reds}
      keyOf={(red) => red.service}
      first={{ column: 1, descending: true }}
      rowClass={(red) => (red.service === selected && selected ? 'selected' : '')}
      onRow={(red) => setParams({ service: red.service === selected ? '' : red.service })}
      columns={[
        {
          title: 'Service',
          cell: (red) => (
            <a class="quiet" href={link('/', { service: red.service, kind, tab: params.get('tab') ?? '' })} onClick={(event) => event.stopPropagation()}>
              <Service name={red.service} />
            </a>
          ),
          order: (red) => red.service,
        },
        ...measureColumns<Red>({
          whole,
          series,
          millis: span.end - span.start,
          keyOf: (red) => red.service,
          nameOf: (red) => red.service,
        }),
        {
          title: '',
          cell: (red) => (
            <a href={tracesOf(red)} onClick={(event) => event.stopPropagation()}>
              Traces
            </a>
          ),
        },
      ]}
    />
  );
}

/** The search for the spans of a service or an operation, also of one without a name. */
function tracesOf({ service, operation }: { service: string; operation: string }): string {
  return link('/traces', { service, operation, query: service ? '' : exactly(FIELDS.service, '') });
}

function Operations({ service, signal }: { service: string; signal: string }) {
  const { span } = useScene();
  const isRolledUp = !signal || KINDS.includes(signal);
  const filter = all(signalFilter(signal), service && exactly(FIELDS.service, service));
  const answer = useAsk(
    async (ask) =>
      isRolledUp
        ? (await operations(service, span, ask)).filter((red) => !signal || red.kind === signal)
        : operationsOf(filter, span, ask),
    [span, service, signal],
  );
  const lines = useAsk((ask) => operationSeries(service, answer.value?.length ?? 0, span, ask), [span, answer.value]);
  const behind = isRolledUp
    ? { request: { endpoint: 'traces/api/red', params: { service, ...times(span) } } }
    : { query: redQuery(filter, FIELDS.service, FIELDS.name, FIELDS.kind) };
  return (
    <Panel title={service ? `Operations of ${service}` : 'Operations'} {...behind}>
      <Answered answer={answer}>
        {(found) => (
          <Table
            rows={found}
            keyOf={operationKey}
            first={{ column: 3, descending: true }}
            pageSize={25}
            onRow={(red) => go(tracesOf(red))}
            columns={[
              {
                title: 'Operation',
                cell: (red) => (
                  <a href={tracesOf(red)} onClick={(event) => event.stopPropagation()}>
                    {red.operation || '(no name)'}
                  </a>
                ),
                order: (red) => red.operation,
              },
              { title: 'Service', cell: (red) => <Service name={red.service} />, order: (red) => red.service },
              { title: 'Kind', cell: (red) => <span class="dim">{red.kind}</span>, order: (red) => red.kind },
              ...measureColumns<Red>({
                whole: found,
                series: lines.value,
                millis: span.end - span.start,
                keyOf: operationKey,
                nameOf: (red) => red.operation,
              }),
            ]}
          />
        )}
      </Answered>
    </Panel>
  );
}
