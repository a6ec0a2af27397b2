// What runs now, what ran long, which nodes there are, and which days are kept.
import { page } from '../../api/http';
import { Panel } from '../../components/panel';
import { Answered, Empty } from '../../components/states';
import { Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import { useScene } from '../../state/context';
import { link } from '../../state/route';
import { dateTime } from '../../state/time';
import { bytes, count, duration } from '../../util/format';

interface Asked {
  readonly path: string;
  readonly tenant: string;
  readonly sender: string;
  readonly startMillis: number;
  readonly tookMillis: number;
}

interface ActiveQuery extends Asked {
  readonly query: string;
}

interface SlowQuery extends Asked {
  readonly asked: string;
  readonly outcome: string;
  readonly rowsRead: number;
  readonly bytesRead: number;
}

interface Node {
  readonly name: string;
  readonly state: string;
  readonly trouble: string;
  readonly version: string;
  readonly rows: number;
  readonly rowsNotInParts: number;
  readonly bytes: number;
  readonly freeBytes: number;
  readonly answerMillis: number;
  readonly clockMillis: number;
}

/** The part of a slow request's text that is LogsQL. */
const QUERY = /^query: /;
const QUERIES = { endpoint: '../internal/queries', params: {} };

export function QueriesPanel({ ticks }: { ticks: number }) {
  const { zone } = useScene();
  const answer = useAsk(
    async (ask) => JSON.parse(await page('internal/queries', ask)) as { active: readonly ActiveQuery[]; slow: readonly SlowQuery[] },
    [ticks],
  );
  const shared = {
    path: { title: 'Request', cell: (each: Asked) => <span class="mono cut">{each.path.replace('/select/', '')}</span>, order: (each: Asked) => each.path },
    tenant: { title: 'Tenant', cell: (each: Asked) => each.tenant, order: (each: Asked) => each.tenant },
    sender: { title: 'From', cell: (each: Asked) => <span class="mono">{each.sender}</span>, order: (each: Asked) => each.sender },
    took: { title: 'Took', align: 'right' as const, cell: (each: Asked) => duration(each.tookMillis * 1e6), order: (each: Asked) => each.tookMillis },
    start: { title: 'Began', cell: (each: Asked) => <span class="nowrap">{dateTime(each.startMillis, zone)}</span>, order: (each: Asked) => each.startMillis },
  };
  return (
    <>
      <Panel title={`Active queries${answer.value ? ` (${answer.value.active.length})` : ''}`} request={QUERIES}>
        <Answered answer={answer}>
          {({ active }) =>
            active.length ? (
              <Table
                rows={active}
                keyOf={(each) => `${each.startMillis} ${each.path} ${each.query} ${each.sender}`}
                pageSize={20}
                columns={[
                  { ...shared.took, title: 'For' },
                  { title: 'Query', cell: (each) => <Text query={each.query} />, order: (each) => each.query },
                  shared.path,
                  shared.tenant,
                  shared.sender,
                  shared.start,
                ]}
              />
            ) : (
              <Empty title="Nothing is asked at the moment" />
            )
          }
        </Answered>
      </Panel>
      <Panel title={`Slow queries${answer.value ? ` (${answer.value.slow.length})` : ''}`} request={QUERIES}>
        <Answered answer={answer}>
          {({ slow }) =>
            slow.length ? (
              <Table
                rows={slow}
                keyOf={(each) => `${each.startMillis} ${each.path} ${each.asked} ${each.tookMillis}`}
                pageSize={20}
                columns={[
                  shared.took,
                  {
                    title: 'Query',
                    cell: (each) => (QUERY.test(each.asked) ? <Text query={each.asked.replace(QUERY, '')} /> : <span class="mono cut">{each.asked}</span>),
                    order: (each) => each.asked,
                  },
                  shared.path,
                  {
                    title: 'Outcome',
                    cell: (each) => <span class={`nowrap ${each.outcome.startsWith('failed') ? 'error' : 'dim'}`}>{each.outcome.replace('was ', '')}</span>,
                    order: (each) => each.outcome,
                  },
                  { title: 'Rows read', align: 'right', cell: (each) => count(each.rowsRead), order: (each) => each.rowsRead },
                  { title: 'Bytes read', align: 'right', cell: (each) => <span class="nowrap">{bytes(each.bytesRead)}</span>, order: (each) => each.bytesRead },
                  shared.tenant,
                  shared.start,
                ]}
              />
            ) : (
              <Empty title="None took longer than -search.logSlowQueryDuration" />
            )
          }
        </Answered>
      </Panel>
    </>
  );
}

function Text({ query }: { query: string }) {
  return query ? (
    <a class="mono cut" title={query} href={link('/query', { query, view: 'explain' })}>
      {query}
    </a>
  ) : (
    <span class="dim">no LogsQL</span>
  );
}

export function NodesPanel({ ticks }: { ticks: number }) {
  const answer = useAsk(async (ask) => (JSON.parse(await page('internal/nodes', ask)) as { nodes: readonly Node[] }).nodes, [ticks]);
  if (answer.value?.length === 0 && !answer.error) return null;
  return (
    <Panel title="Storage nodes" request={{ endpoint: '../internal/nodes', params: {} }}>
      <Answered answer={answer}>
        {(nodes) => (
          <Table
            rows={nodes}
            keyOf={(node) => node.name}
            columns={[
              { title: 'Node', cell: (node) => <span class="mono">{node.name}</span>, order: (node) => node.name },
              {
                title: 'State',
                cell: (node) => (
                  <>
                    <span class={node.state === 'bad' ? 'chip bad' : 'chip'}>{node.state}</span> {node.trouble}
                  </>
                ),
                order: (node) => node.state,
              },
              { title: 'Version', cell: (node) => node.version, order: (node) => node.version },
              { title: 'Spans', align: 'right', cell: (node) => count(node.rows), order: (node) => node.rows },
              { title: 'Not in parts', align: 'right', cell: (node) => count(node.rowsNotInParts), order: (node) => node.rowsNotInParts },
              { title: 'On disk', align: 'right', cell: (node) => <span class="nowrap">{bytes(node.bytes)}</span>, order: (node) => node.bytes },
              { title: 'Free', align: 'right', cell: (node) => <span class="nowrap">{bytes(node.freeBytes)}</span>, order: (node) => node.freeBytes },
              { title: 'Answers in', align: 'right', cell: (node) => `${node.answerMillis}ms`, order: (node) => node.answerMillis },
              {
                title: 'Clock',
                align: 'right',
                cell: (node) => (node.clockMillis ? `${node.clockMillis > 0 ? '+' : '−'}${duration(Math.abs(node.clockMillis) * 1e6)}` : '0'),
                order: (node) => node.clockMillis,
              },
            ]}
          />
        )}
      </Answered>
    </Panel>
  );
}

/** The days that are kept. */
export function PartitionsPanel({ ticks }: { ticks: number }) {
  const answer = useAsk(async (ask) => JSON.parse(await page('internal/partition/list', ask)) as readonly string[], [ticks]);
  return (
    <Panel title={`Partitions${answer.value ? ` (${answer.value.length} days)` : ''}`} request={{ endpoint: '../internal/partition/list', params: {} }}>
      <Answered answer={answer}>
        {(days) =>
          days.length ? (
            <p class="days mono">
              {[...days].reverse().map((day) => {
                const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
                return (
                  <a key={day} class="chip" title="Its spans over time" href={link('/query', { from: `${date}T00:00:00Z`, to: `${date}T23:59:59Z` })}>
                    {date}
                  </a>
                );
              })}
            </p>
          ) : (
            <Empty title="No part is written yet: what came is in memory and in the log" />
          )
        }
      </Answered>
    </Panel>
  );
}
