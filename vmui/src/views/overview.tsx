// What is in the store: fields, their most frequent values, and streams.
import { useState } from 'preact/hooks';
import { type Ask, post } from '../api/http';
import { FIELDS, all, exactly, fieldName, rows, times } from '../api/logsql';
import { Panel } from '../components/panel';
import { Star, useFavourites } from '../components/star';
import { Answered, Empty, Failure, NoSpans } from '../components/states';
import { Table } from '../components/table';
import { useAsk } from '../components/useAsk';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import type { Span } from '../state/time';
import { count } from '../util/format';

interface Hit {
  readonly value: string;
  readonly hits: number;
}

const VALUES_MAX = 100;
const STREAMS_MAX = 100;
/** Beyond this many different values they are not counted. */
const DISTINCT_MAX = 10_000;

async function values(endpoint: string, params: Record<string, string | number>, span: Span, ask: Ask): Promise<readonly Hit[]> {
  return (await post<{ values: readonly Hit[] }>(`logsql/${endpoint}`, { ...params, ...times(span) }, ask)).values;
}

/** What narrows the page down, a filter each. */
function useFilters() {
  const { params } = useRoute();
  const filters = (params.get('filter') ?? '').split('\n').filter(Boolean);
  const set = (next: readonly string[]): void => setParams({ filter: next.join('\n') });
  return {
    filters,
    query: all(...filters),
    add: (filter: string) => set([...filters.filter((each) => each !== filter), filter]),
    remove: (filter: string) => set(filters.filter((each) => each !== filter)),
  };
}

/** How many values each field has, up to a bound. */
async function distinct(query: string, fields: readonly string[], span: Span, ask: Ask): Promise<Map<string, number>> {
  const counts = fields.map((field, at) => `count_uniq(${fieldName(field)}) limit ${DISTINCT_MAX} n${at}`);
  const row = (await rows(`${query} | stats ${counts.join(', ')}`, span, ask))[0];
  return new Map(fields.map((field, at) => [field, Number(row?.[`n${at}`] ?? 0)]));
}

function distinctText(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= DISTINCT_MAX ? `≥ ${count(DISTINCT_MAX)}` : count(value);
}

/** How much there is of what, in the time range and with the filters. */
function totalsQuery(query: string): string {
  return (
    `${query} | stats count() spans, count_uniq_hash(trace_id) traces, count() if (status_code:=2) errors,` +
    ` count_uniq(${fieldName(FIELDS.service)}) services, count_uniq(${FIELDS.name}) operations, count_uniq(_stream_id) streams`
  );
}

const TOTALS = ['spans', 'traces', 'errors', 'services', 'operations', 'streams'] as const;

function Totals({ query }: { query: string }) {
  const { span } = useScene();
  const answer = useAsk(async (ask) => (await rows(totalsQuery(query), span, ask))[0] ?? {}, [query, span]);
  return (
    <Panel title="Totals" query={totalsQuery(query)}>
      <Answered answer={answer}>
        {(row) => (
          <div class="facts" data-testid="totals">
            {TOTALS.map((name) => (
              <div key={name}>
                <span class="name">{name[0]!.toUpperCase() + name.slice(1)}</span>
                <b>{count(Number(row[name] ?? 0))}</b>
              </div>
            ))}
          </div>
        )}
      </Answered>
    </Panel>
  );
}

export function Overview() {
  const { span } = useScene();
  const { params } = useRoute();
  const { filters, query, remove } = useFilters();
  const [wanted, setWanted] = useState('');
  const [counting, setCounting] = useState(false);
  const favourites = useFavourites();
  const field = params.get('field') ?? '';
  const fields = useAsk((ask) => values('field_names', { query }, span, ask), [query, span]);
  const streams = useAsk((ask) => values('streams', { query, limit: STREAMS_MAX }, span, ask), [query, span]);
  const names = fields.value?.map((hit) => hit.value) ?? [];
  const cardinality = useAsk(
    async (ask) => (counting && names.length ? distinct(query, names, span, ask) : undefined),
    [counting, query, names.join('\n'), span],
  );
  const known = cardinality.value;
  return (
    <>
      {filters.length > 0 && (
        <div class="chips" aria-label="Filters">
          {filters.map((filter) => (
            <button key={filter} class="chip" title="Take it away" onClick={() => remove(filter)}>
              <span class="mono">{filter}</span> ✕
            </button>
          ))}
          <a class="button" href={link('/traces', { query })}>
            Traces with these
          </a>
          <a class="button" href={link('/query', { query })}>
            Query
          </a>
        </div>
      )}
      <Totals query={query} />
      <div class="columns">
        <Panel
          title={`Fields${fields.value ? ` (${fields.value.length})` : ''}`}
          query={`${query} | field_names`}
          actions={
            <>
              <button aria-pressed={counting} title="How many different values each field has" onClick={() => setCounting(!counting)}>
                {counting && cardinality.busy ? 'Counting…' : 'Count values'}
              </button>
              <input
                type="search"
                placeholder="Filter fields…"
                aria-label="Filter fields"
                value={wanted}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
            </>
          }
        >
          {cardinality.error && <Failure error={cardinality.error} />}
          <Answered answer={fields}>
            {(found) =>
              found.length ? (
                <Table
                  rows={favourites.first(
                    found.filter((hit) => hit.value.toLowerCase().includes(wanted.toLowerCase())).sort((a, b) => b.hits - a.hits),
                    (hit) => hit.value,
                  )}
                  keyOf={(hit) => hit.value}
                  pageSize={30}
                  onRow={(hit) => setParams({ field: hit.value })}
                  rowClass={(hit) => (hit.value === field ? 'selected' : '')}
                  columns={[
                    {
                      title: 'Field',
                      cell: (hit) => (
                        <>
                          <Star field={hit.value} favourites={favourites} />{' '}
                          <button class="plain mono" onClick={() => setParams({ field: hit.value })}>
                            {hit.value}
                          </button>
                        </>
                      ),
                      order: (hit) => hit.value,
                    },
                    { title: 'Spans', align: 'right', cell: (hit) => count(hit.hits), order: (hit) => hit.hits },
                    ...(known
                      ? [
                          {
                            title: 'Values',
                            align: 'right' as const,
                            cell: (hit: Hit) => distinctText(known.get(hit.value)),
                            order: (hit: Hit) => known.get(hit.value) ?? 0,
                          },
                        ]
                      : []),
                  ]}
                />
              ) : (
                <NoSpans />
              )
            }
          </Answered>
        </Panel>
        <Values field={field} />
      </div>
      <Panel title={`Streams${streams.value ? ` (${streams.value.length}${streams.value.length === STREAMS_MAX ? ' of more' : ''})` : ''}`} query={`${query} | top ${STREAMS_MAX} by (_stream)`}>
        <Answered answer={streams}>
          {(found) => (
            <Table
              rows={found}
              keyOf={(hit) => hit.value}
              first={{ column: 1, descending: true }}
              pageSize={20}
              columns={[
                {
                  title: 'Stream',
                  cell: (hit) => (
                    <a class="mono" href={link('/query', { query: `_stream:${hit.value}` })}>
                      {hit.value}
                    </a>
                  ),
                  order: (hit) => hit.value,
                },
                { title: 'Spans', align: 'right', cell: (hit) => count(hit.hits), order: (hit) => hit.hits },
              ]}
            />
          )}
        </Answered>
      </Panel>
    </>
  );
}

function Values({ field }: { field: string }) {
  const { span } = useScene();
  const { query, add } = useFilters();
  const answer = useAsk(
    async (ask) => (field ? values('field_values', { query, field, limit: VALUES_MAX }, span, ask) : []),
    [query, span, field],
  );
  const number = useAsk(async (ask) => (field ? (await distinct(query, [field], span, ask)).get(field) : undefined), [query, span, field]);
  return (
    <Panel
      title={field ? `Values of ${field}` : 'Values'}
      query={field ? `${query} | top ${VALUES_MAX} by (${fieldName(field)})` : undefined}
      actions={number.value !== undefined && field && <span class="hint">{distinctText(number.value)} different ones</span>}
    >
      {field ? (
        <Answered answer={answer}>
          {(found) => (
            <Table
              rows={found}
              keyOf={(hit) => hit.value}
              first={{ column: 1, descending: true }}
              pageSize={30}
              columns={[
                {
                  title: 'Value',
                  cell: (hit) => (
                    <button class="plain mono cut" title="Show only spans with it" onClick={() => add(exactly(field, hit.value))}>
                      {hit.value || '(empty)'}
                    </button>
                  ),
                  order: (hit) => hit.value,
                },
                { title: 'Spans', align: 'right', cell: (hit) => count(hit.hits), order: (hit) => hit.hits },
                { title: '', cell: (hit) => <a href={link('/traces', { query: all(query, exactly(field, hit.value)) })}>Traces</a> },
              ]}
            />
          )}
        </Answered>
      ) : (
        <Empty title="Choose a field to see its values" />
      )}
    </Panel>
  );
}
