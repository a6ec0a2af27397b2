// The first page: rate, errors and latency of everything, of each service, and of its operations.
import { useState } from 'preact/hooks';
import { FIELDS, all, exactly, times } from '../api/logsql';
import { Panel } from '../components/panel';
import { Service } from '../components/service';
import { Sparkline } from '../components/sparkline';
import { Answered, NoSpans } from '../components/states';
import { Table } from '../components/table';
import { useAsk } from '../components/useAsk';
import { type Red, type Series, operationKey, operationSeries, operations, redByService, redQuery, seriesByService } from '../search/red';
import { useScene } from '../state/context';
import { go, link, setParams, useRoute } from '../state/route';
import type { Span } from '../state/time';
import { KINDS } from '../trace/model';
import { count, duration, percent, rate } from '../util/format';
import { RedCharts } from './services/charts';
import { ExceptionsPanel } from './services/exceptions';

export function Services() {
  const { span } = useScene();
  const { params } = useRoute();
  const service = params.get('service') ?? '';
  const kind = KINDS.indexOf(params.get('kind') ?? '');
  const filter = kind < 0 ? '*' : `kind:=${kind}`;
  const services = useAsk((ask) => redByService(filter, span, ask), [filter, span]);
  const lines = useAsk((ask) => seriesByService(filter, span, ask), [filter, span]);
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
              <select aria-label="Kind of spans" value={params.get('kind') ?? ''} onChange={(event) => setParams({ kind: event.currentTarget.value })}>
                <option value="">of all kinds</option>
                {KINDS.map((each) => (
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
      {!isEmpty && <Operations service={service} kind={params.get('kind') ?? ''} />}
      {!isEmpty && <ExceptionsPanel service={service} />}
    </>
  );
}

interface ServiceTableProps {
  readonly rows: readonly Red[];
  readonly series: Map<string, Series> | undefined;
  readonly span: Span;
  readonly selected: string;
}

function ServiceTable({ rows: reds, series: lines, span, selected }: ServiceTableProps) {
  const { params } = useRoute();
  const kind = params.get('kind') ?? '';
  const millis = span.end - span.start;
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
            <a class="quiet" href={link('/', { service: red.service, kind })} onClick={(event) => event.stopPropagation()}>
              <Service name={red.service} />
            </a>
          ),
          order: (red) => red.service,
        },
        {
          title: 'Rate',
          align: 'right',
          cell: (red) => <span title={`${red.calls} spans`}>{rate(red.calls, millis)}</span>,
          order: (red) => red.calls,
        },
        {
          title: 'Calls',
          cell: (red) => <Sparkline values={lines?.get(red.service)?.calls ?? []} title={`Spans of ${red.service}`} />,
        },
        {
          title: 'Errors',
          align: 'right',
          cell: (red) => <ErrorShare red={red} />,
          order: (red) => red.errors / red.calls,
        },
        {
          title: 'Failures',
          cell: (red) => (
            <Sparkline kind="error" values={lines?.get(red.service)?.errors ?? []} title={`Errors of ${red.service}`} />
          ),
        },
        { title: 'p50', align: 'right', cell: (red) => duration(red.p50), order: (red) => red.p50 },
        { title: 'p90', align: 'right', cell: (red) => duration(red.p90), order: (red) => red.p90 },
        { title: 'p99', align: 'right', cell: (red) => duration(red.p99), order: (red) => red.p99 },
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

function ErrorShare({ red }: { red: Red }) {
  return (
    <span class={red.errors ? 'error' : 'dim'} title={`${count(red.errors)} of ${count(red.calls)}`}>
      {percent(red.errors, red.calls)}
    </span>
  );
}

/** The search for the spans of a service or an operation, also of one without a name. */
function tracesOf({ service, operation }: { service: string; operation: string }): string {
  return link('/traces', { service, operation, query: service ? '' : exactly(FIELDS.service, '') });
}

function Operations({ service, kind }: { service: string; kind: string }) {
  const { span } = useScene();
  const answer = useAsk((ask) => operations(service, span, ask), [span, service]);
  const lines = useAsk((ask) => operationSeries(service, answer.value?.length ?? 0, span, ask), [span, answer.value]);
  const millis = span.end - span.start;
  return (
    <Panel title={service ? `Operations of ${service}` : 'Operations'} request={{ endpoint: 'traces/api/red', params: { services: service, ...times(span) } }}>
      <Answered answer={answer}>
        {(found) => (
          <Table
            rows={kind ? found.filter((red) => red.kind === kind) : found}
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
              { title: 'Rate', align: 'right', cell: (red) => rate(red.calls, millis), order: (red) => red.calls },
              {
                title: 'Calls',
                cell: (red) => <Sparkline values={lines.value?.get(operationKey(red))?.calls ?? []} title={`Spans of ${red.operation}`} />,
              },
              {
                title: 'Errors',
                align: 'right',
                cell: (red) => <ErrorShare red={red} />,
                order: (red) => red.errors / red.calls,
              },
              { title: 'p50', align: 'right', cell: (red) => duration(red.p50), order: (red) => red.p50 },
              { title: 'p90', align: 'right', cell: (red) => duration(red.p90), order: (red) => red.p90 },
              { title: 'p99', align: 'right', cell: (red) => duration(red.p99), order: (red) => red.p99 },
            ]}
          />
        )}
      </Answered>
    </Panel>
  );
}
