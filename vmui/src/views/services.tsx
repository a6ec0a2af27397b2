// The first page: every service and its operations with rate, errors and latency.
import { useState } from 'preact/hooks';
import type { Ask, Row } from '../api/http';
import { FIELDS, fieldName, rows } from '../api/logsql';
import { Panel } from '../components/panel';
import { Service } from '../components/service';
import { Sparkline } from '../components/sparkline';
import { Answered, NoSpans } from '../components/states';
import { Table } from '../components/table';
import { useAsk } from '../components/useAsk';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import { type Span, step } from '../state/time';
import { count, duration, percent, rate } from '../util/format';

/** A service, or one operation of a service. */
interface Red {
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  readonly errors: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

interface Series {
  readonly calls: number[];
  readonly errors: number[];
}

const SERVICE = fieldName(FIELDS.service);

function redQuery(by: string, filter: string): string {
  return (
    `${filter} | stats by (${by}) count() calls, count() if (status_code:=2) errors,` +
    ' quantile(0.5, duration) p50, quantile(0.9, duration) p90, quantile(0.99, duration) p99'
  );
}

function readRed(row: Row): Red {
  return {
    service: row[FIELDS.service] ?? '',
    operation: row[FIELDS.name] ?? '',
    calls: Number(row['calls'] ?? 0),
    errors: Number(row['errors'] ?? 0),
    p50: Number(row['p50'] ?? 0),
    p90: Number(row['p90'] ?? 0),
    p99: Number(row['p99'] ?? 0),
  };
}

/** Calls and errors by service over the time range. */
async function series(span: Span, ask: Ask): Promise<Map<string, Series>> {
  const width = step(span, 40);
  const found = new Map<string, Series>();
  const first = Math.floor(span.start / width) * width;
  const points = Math.ceil((span.end - first) / width);
  const query = `* | stats by (_time:${width}ms, ${SERVICE}) count() calls, count() if (status_code:=2) errors`;
  for (const row of await rows(query, span, ask)) {
    const service = row[FIELDS.service] ?? '';
    let known = found.get(service);
    if (!known) {
      known = { calls: new Array<number>(points).fill(0), errors: new Array<number>(points).fill(0) };
      found.set(service, known);
    }
    const at = Math.floor((Date.parse(row['_time'] ?? '') - first) / width);
    if (at >= 0 && at < points) {
      known.calls[at] = Number(row['calls'] ?? 0);
      known.errors[at] = Number(row['errors'] ?? 0);
    }
  }
  return found;
}

export function Services() {
  const { span } = useScene();
  const { params } = useRoute();
  const service = params.get('service') ?? '';
  const query = redQuery(SERVICE, '*');
  const services = useAsk(async (ask) => (await rows(query, span, ask)).map(readRed), [span]);
  const lines = useAsk((ask) => series(span, ask), [span]);
  const [wanted, setWanted] = useState('');
  return (
    <>
      <Panel
        title="Services"
        query={query}
        actions={
          <input
            type="search"
            placeholder="Filter services…"
            aria-label="Filter services"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
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
      <Operations service={service} />
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
  const millis = span.end - span.start;
  return (
    <Table
      rows={reds}
      keyOf={(red) => red.service}
      first={{ column: 1, descending: true }}
      rowClass={(red) => (red.service === selected && selected ? 'selected' : '')}
      onRow={(red) => setParams({ service: red.service === selected ? '' : red.service })}
      columns={[
        { title: 'Service', cell: (red) => <Service name={red.service} />, order: (red) => red.service },
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
            <a href={link('/traces', { service: red.service })} onClick={(event) => event.stopPropagation()}>
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

function Operations({ service }: { service: string }) {
  const { span } = useScene();
  const filter = service ? `${SERVICE}:=${JSON.stringify(service)}` : '*';
  const query = `${redQuery(`${SERVICE}, name`, filter)} | sort by (calls desc) limit 1000`;
  const answer = useAsk(async (ask) => (await rows(query, span, ask)).map(readRed), [span, service]);
  const millis = span.end - span.start;
  return (
    <Panel title={service ? `Operations of ${service}` : 'Operations'} query={query}>
      <Answered answer={answer}>
        {(found) => (
          <Table
            rows={found}
            keyOf={(red) => `${red.service}\n${red.operation}`}
            first={{ column: 2, descending: true }}
            pageSize={25}
            onRow={(red) => {
              location.hash = link('/traces', { service: red.service, operation: red.operation });
            }}
            columns={[
              { title: 'Operation', cell: (red) => red.operation, order: (red) => red.operation },
              { title: 'Service', cell: (red) => <Service name={red.service} />, order: (red) => red.service },
              { title: 'Rate', align: 'right', cell: (red) => rate(red.calls, millis), order: (red) => red.calls },
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
