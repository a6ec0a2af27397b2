// What a service does by protocols: its requests over HTTP, its databases, its messages, its failures, each
// with rate, errors and durations.
import { type Ask, type Row } from '../../api/http';
import { FIELDS, all, escapeRegExp, exactly, fieldName, quote, rows } from '../../api/logsql';
import { Panel } from '../../components/panel';
import { Service } from '../../components/service';
import { Answered, Empty } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import { type Measures, measuresOf, redQuery, seriesBy } from '../../search/red';
import { useScene } from '../../state/context';
import { go, link } from '../../state/route';
import type { Span } from '../../state/time';
import { valueText } from '../../util/values';
import { measureColumns } from './columns';

/** A column: the first of some fields that a span has, since names of attributes changed over the years. */
interface Part {
  readonly title: string;
  readonly fields: readonly string[];
}

interface Aspect {
  readonly title: string;
  readonly filter: string;
  readonly parts: readonly Part[];
  readonly without: string;
  /** A field of which texts that differ by numbers only are one. */
  readonly alike?: string;
  /** What tells nothing here. */
  readonly leftOut?: readonly string[];
}

/** What stands for a number in texts that are alike. */
const NUMBER = '<N>';
const KIND: Part = { title: 'Kind', fields: [FIELDS.kind] };
const GROUPS_MAX = 200;

function part(title: string, ...names: readonly string[]): Part {
  return { title, fields: names.map((name) => `span_attr:${name}`) };
}

export const ASPECTS = {
  http: {
    title: 'Requests over HTTP',
    filter: '"span_attr:http.request.method":* or "span_attr:http.method":*',
    parts: [
      KIND,
      part('Method', 'http.request.method', 'http.method'),
      part('Route', 'http.route', 'url.template', 'http.target'),
      part('Status', 'http.response.status_code', 'http.status_code'),
    ],
    without: 'No span has http.request.method',
  },
  databases: {
    title: 'Calls of databases',
    filter: '"span_attr:db.system.name":* or "span_attr:db.system":*',
    parts: [
      part('System', 'db.system.name', 'db.system'),
      part('Database', 'db.namespace', 'db.name'),
      part('Operation', 'db.operation.name', 'db.operation'),
      part('Collection', 'db.collection.name', 'db.sql.table'),
    ],
    without: 'No span has db.system.name',
  },
  messages: {
    title: 'Messages',
    filter: '"span_attr:messaging.system":*',
    parts: [part('System', 'messaging.system'), KIND, part('Destination', 'messaging.destination.name', 'messaging.destination')],
    without: 'No span has messaging.system',
  },
  errors: {
    title: 'Failures',
    filter: exactly(FIELDS.status, '2'),
    parts: [
      { title: 'Operation', fields: [FIELDS.name] },
      { title: 'Message', fields: ['status_message'] },
    ],
    without: 'No span failed',
    alike: 'status_message',
    leftOut: ['Errors', 'Failures', 'Impact'],
  },
} as const satisfies Readonly<Record<string, Aspect>>;

interface Group extends Measures {
  readonly row: Row;
}

function fieldsOf({ parts }: Aspect): string[] {
  return [FIELDS.service, ...parts.flatMap(({ fields }) => fields)];
}

function keyOf(row: Row, fields: readonly string[]): string {
  return fields.map((field) => row[field] ?? '').join('\n');
}

function textOf(row: Row, { fields }: Part): string {
  const field = fields.find((each) => row[each]);
  return field ? valueText(field, row[field]!) : '';
}

/** The filter of the spans of a group; where it has no value, the field of today stands for all of a part. */
export function groupFilter(aspect: Aspect, row: Row): string {
  const ofPart = ({ fields }: Part): string => {
    const field = fields.find((each) => row[each]) ?? fields[0]!;
    const value = row[field] ?? '';
    return field === aspect.alike && value.includes(NUMBER) ? likeness(field, value) : exactly(field, value);
  };
  return all(aspect.filter, exactly(FIELDS.service, row[FIELDS.service] ?? ''), ...aspect.parts.map(ofPart));
}

function likeness(field: string, value: string): string {
  return `${fieldName(field)}:~${quote(`^${value.split(NUMBER).map(escapeRegExp).join('[0-9a-fA-F]+')}$`)}`;
}

async function groupsOf(query: string, span: Span, ask: Ask): Promise<Group[]> {
  return (await rows(query, span, ask)).map((row) => ({ row, ...measuresOf(row) }));
}

export function AspectPanel({ aspect, service }: { aspect: Aspect; service: string }) {
  const { span } = useScene();
  const fields = fieldsOf(aspect);
  const filter = all(aspect.filter, service && exactly(FIELDS.service, service)) + (aspect.alike ? ` | collapse_nums at ${aspect.alike}` : '');
  const query = `${redQuery(filter, ...fields)} | sort by (calls desc) limit ${GROUPS_MAX}`;
  const answer = useAsk((ask) => groupsOf(query, span, ask), [query, span]);
  const lines = useAsk((ask) => seriesBy(fields, filter, span, ask), [query, span]);
  const tracesOf = ({ row }: Group): string => link('/traces', { query: groupFilter(aspect, row) });
  const partColumn = (each: Part): Column<Group> => ({
    title: each.title,
    cell: ({ row }) => <span class="cut" title={textOf(row, each)}>{textOf(row, each)}</span>,
    order: ({ row }) => textOf(row, each),
  });
  return (
    <Panel title={service ? `${aspect.title} of ${service}` : aspect.title} query={query}>
      <Answered answer={answer}>
        {(found) =>
          found.length ? (
            <Table
              rows={found}
              keyOf={({ row }) => keyOf(row, fields)}
              pageSize={25}
              onRow={(group) => go(tracesOf(group))}
              columns={[
                { title: 'Service', cell: ({ row }) => <Service name={row[FIELDS.service] ?? ''} />, order: ({ row }) => row[FIELDS.service] ?? '' },
                ...aspect.parts.map(partColumn),
                ...measureColumns<Group>({
                  whole: found,
                  series: lines.value,
                  millis: span.end - span.start,
                  keyOf: ({ row }) => keyOf(row, fields),
                  nameOf: ({ row }) => aspect.parts.map((each) => textOf(row, each)).join(' '),
                }).filter(({ title }) => !aspect.leftOut?.includes(title)),
                {
                  title: '',
                  cell: (group) => (
                    <a href={tracesOf(group)} onClick={(event) => event.stopPropagation()}>
                      Traces
                    </a>
                  ),
                },
              ]}
            />
          ) : (
            <Empty title={aspect.without} />
          )
        }
      </Answered>
    </Panel>
  );
}
