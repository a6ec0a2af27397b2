// Exceptions by type and message, how often and since when, each with its newest trace.
import { type Ask, type Row } from '../../api/http';
import { FIELDS, all, exactly, fieldName, rows } from '../../api/logsql';
import { Panel } from '../../components/panel';
import { Service } from '../../components/service';
import { Sparkline } from '../../components/sparkline';
import { Answered, Empty } from '../../components/states';
import { Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import { steps } from '../../search/red';
import { useScene } from '../../state/context';
import { go, link } from '../../state/route';
import { type Span, dateTime } from '../../state/time';
import { count } from '../../util/format';

const TYPE = 'event:event_attr:exception.type:0';
const MESSAGE = 'event:event_attr:exception.message:0';
const GROUPS_MAX = 50;
const POINTS = 40;
const KEYS = [FIELDS.service, TYPE, MESSAGE] as const;

interface Group {
  readonly row: Row;
  readonly times: number;
  readonly values: readonly number[];
}

function keyOf(row: Row): string {
  return KEYS.map((field) => row[field] ?? '').join('\n');
}

function groupsQuery(service: string): string {
  const filter = all(service && exactly(FIELDS.service, service), `${fieldName(TYPE)}:*`);
  return `${filter} | stats by (${KEYS.map(fieldName).join(', ')}) count() times, min(_time) first, max(_time) last, row_max(_time, trace_id) newest`;
}

async function groups(service: string, span: Span, ask: Ask): Promise<Group[]> {
  const query = groupsQuery(service);
  const { first, width, count: points } = steps(span, POINTS);
  const counts = query.replace('stats by (', `stats by (_time:${width}ms, `).replace(/ times,.*/, ' times');
  const [found, over] = await Promise.all([
    rows(`${query} | sort by (times desc) limit ${GROUPS_MAX}`, span, ask),
    rows(counts, span, ask),
  ]);
  const lines = new Map<string, number[]>();
  for (const row of over) {
    const line = lines.get(keyOf(row)) ?? new Array<number>(points).fill(0);
    lines.set(keyOf(row), line);
    const at = Math.floor((Date.parse(row['_time'] ?? '') - first) / width);
    if (at >= 0 && at < points) line[at] = Number(row['times'] ?? 0);
  }
  return found.map((row) => ({ row, times: Number(row['times'] ?? 0), values: lines.get(keyOf(row)) ?? [] }));
}

export function ExceptionsPanel({ service }: { service: string }) {
  const { span, zone } = useScene();
  const answer = useAsk((ask) => groups(service, span, ask), [service, span]);
  const newest = ({ row }: Group): string => link(`/trace/${(JSON.parse(row['newest'] || '{}') as Row)['trace_id'] ?? ''}`);
  return (
    <Panel title={service ? `Exceptions of ${service}` : 'Exceptions'} query={groupsQuery(service)}>
      <Answered answer={answer}>
        {(found) =>
          found.length ? (
            <Table
              rows={found}
              keyOf={({ row }) => keyOf(row)}
              first={{ column: 3, descending: true }}
              pageSize={10}
              onRow={(group) => go(newest(group))}
              columns={[
                { title: 'Type', cell: ({ row }) => <span class="error">{row[TYPE]}</span>, order: ({ row }) => row[TYPE] ?? '' },
                { title: 'Message', cell: ({ row }) => <span class="cut">{row[MESSAGE]}</span>, order: ({ row }) => row[MESSAGE] ?? '' },
                { title: 'Service', cell: ({ row }) => <Service name={row[FIELDS.service] ?? ''} />, order: ({ row }) => row[FIELDS.service] ?? '' },
                { title: 'Times', align: 'right', cell: ({ times }) => count(times), order: ({ times }) => times },
                { title: 'Over time', cell: ({ values }) => <Sparkline kind="error" values={values} title="How often" /> },
                {
                  title: 'Last',
                  cell: ({ row }) => <span class="nowrap">{dateTime(Date.parse(row['last'] ?? ''), zone)}</span>,
                  order: ({ row }) => row['last'] ?? '',
                },
                {
                  title: '',
                  cell: (group) => (
                    <a class="nowrap" href={newest(group)} onClick={(event) => event.stopPropagation()}>
                      Newest trace
                    </a>
                  ),
                },
              ]}
            />
          ) : (
            <Empty title="No span noted an exception" />
          )
        }
      </Answered>
    </Panel>
  );
}
