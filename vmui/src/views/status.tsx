// How the server does: what it holds, what it takes in, how it was started.
import { useEffect, useState } from 'preact/hooks';
import { get, page } from '../api/http';
import { Panel } from '../components/panel';
import { Answered } from '../components/states';
import { Table } from '../components/table';
import { useAsk } from '../components/useAsk';
import { bytes, count, duration } from '../util/format';
import { NodesPanel, PartitionsPanel, QueriesPanel } from './status/panels';
import { type Sample, parseMetrics, total } from '../util/metrics';

interface BuildInfo {
  readonly data: { readonly version: string };
}

const REFRESH_MILLIS = 5000;

interface Reading {
  readonly samples: readonly Sample[];
  readonly at: number;
}

export function Status() {
  const [ticks, setTicks] = useState(0);
  const [before, setBefore] = useState<Reading | undefined>(undefined);
  const answer = useAsk(
    async (ask): Promise<Reading> => ({ samples: parseMetrics(await page('metrics', ask)), at: performance.now() }),
    [ticks],
  );
  const build = useAsk(async (ask) => (await get<BuildInfo>('buildinfo', {}, ask)).data.version, []);
  const flags = useAsk(async (ask) => readFlags(await page('flags', ask)), []);
  useEffect(() => {
    const timer = setInterval(() => {
      setBefore(answer.value);
      setTicks((count) => count + 1);
    }, REFRESH_MILLIS);
    return () => clearInterval(timer);
  }, [answer.value]);
  const holdsSpans = answer.value ? total(answer.value.samples, 'vt_storage_rows') !== undefined : false;
  return (
    <>
      <Panel title="Server" request={{ endpoint: '../metrics', params: {} }}>
        <Answered answer={answer}>{(reading) => <Facts now={reading} before={before} version={build.value} />}</Answered>
      </Panel>
      <QueriesPanel ticks={ticks} />
      <NodesPanel ticks={ticks} />
      {holdsSpans && <PartitionsPanel ticks={ticks} />}
      <Panel title="Flags" request={{ endpoint: '../flags', params: {} }}>
        <Answered answer={flags}>
          {(found) => (
            <Table
              rows={found}
              keyOf={(flag) => flag.name}
              pageSize={40}
              columns={[
                { title: 'Flag', cell: (flag) => <span class="mono">-{flag.name}</span>, order: (flag) => flag.name },
                { title: 'Value', cell: (flag) => <span class="mono">{flag.value}</span>, order: (flag) => flag.value },
              ]}
            />
          )}
        </Answered>
      </Panel>
      <Panel title="All metrics" request={{ endpoint: '../metrics', params: {} }}>
        <Answered answer={answer}>{({ samples }) => <Metrics samples={samples} />}</Answered>
      </Panel>
    </>
  );
}

export function readFlags(page: string): { name: string; value: string }[] {
  return page
    .split('\n')
    .map((line) => /^-?([\w.]+)=(.*)$/.exec(line.trim()))
    .filter((parts) => parts !== null)
    .map((parts) => ({ name: parts[1]!, value: parts[2]!.replace(/^"(.*)"$/, '$1') }));
}

interface FactsProps {
  readonly now: Reading;
  readonly before: Reading | undefined;
  readonly version: string | undefined;
}

function Facts({ now, before, version }: FactsProps) {
  const value = (name: string, labels = {}): number | undefined => total(now.samples, name, labels);
  const perSecond = (name: string): number | undefined => {
    const last = before && total(before.samples, name);
    const here = value(name);
    if (last === undefined || here === undefined || !before) return undefined;
    return Math.max(0, ((here - last) * 1000) / (now.at - before.at));
  };
  const facts: [string, string | undefined][] = [
    ['Version', version],
    ['Up for', shown(value('process_start_time_seconds'), (start) => duration((Date.now() / 1000 - start) * 1e9))],
    ['Spans stored', shown(value('vt_storage_rows'), count)],
    ['Spans taken per second', shown(perSecond('vt_rows_ingested_total'), count) ?? '…'],
    ['Spans refused', shown(value('vt_rows_dropped_total'), count)],
    ['On disk', shown(value('vt_data_size_bytes'), bytes)],
    ['Free on disk', shown(value('vt_free_disk_space_bytes'), bytes)],
    ['Resident memory', shown(value('process_resident_memory_bytes'), bytes)],
    ['Requests per second', shown(perSecond('vt_http_requests_total'), count) ?? '…'],
    ['Slow queries', shown(value('vt_slow_queries_total'), count)],
    ['Request errors', shown(value('vt_http_request_errors_total'), count)],
  ];
  return (
    <div class="facts">
      {facts.map(
        ([name, text]) =>
          text !== undefined && (
            <div key={name}>
              <span class="name">{name}</span>
              <b>{text}</b>
            </div>
          ),
      )}
    </div>
  );
}

function shown(value: number | undefined, format: (value: number) => string): string | undefined {
  return value === undefined ? undefined : format(value);
}

function Metrics({ samples }: { samples: readonly Sample[] }) {
  const [wanted, setWanted] = useState('vt_');
  const labels = (sample: Sample): string =>
    Object.entries(sample.labels)
      .map(([name, value]) => `${name}="${value}"`)
      .join(', ');
  const matching = samples.filter((sample) => sample.name.includes(wanted));
  return (
    <>
      <div class="form">
        <input type="search" aria-label="Filter metrics" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </div>
      <Table
        rows={matching}
        keyOf={(sample) => `${sample.name}{${labels(sample)}}`}
        pageSize={40}
        columns={[
          { title: 'Metric', cell: (sample) => <span class="mono">{sample.name}</span>, order: (sample) => sample.name },
          { title: 'Labels', cell: (sample) => <span class="mono dim">{labels(sample)}</span>, order: labels },
          { title: 'Value', align: 'right', cell: (sample) => sample.value, order: (sample) => sample.value },
        ]}
      />
    </>
  );
}
