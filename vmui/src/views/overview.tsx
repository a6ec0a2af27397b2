// What is in the store: fields, their most frequent values, and streams.
import { useState } from 'preact/hooks';
import { type Ask, post } from '../api/http';
import { exactly, fieldName, times } from '../api/logsql';
import { Panel } from '../components/panel';
import { Answered, Empty, NoSpans } from '../components/states';
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

async function values(endpoint: string, params: Record<string, string | number>, span: Span, ask: Ask): Promise<readonly Hit[]> {
  return (await post<{ values: readonly Hit[] }>(`logsql/${endpoint}`, { query: '*', ...params, ...times(span) }, ask)).values;
}

export function Overview() {
  const { span } = useScene();
  const { params } = useRoute();
  const [wanted, setWanted] = useState('');
  const field = params.get('field') ?? '';
  const fields = useAsk((ask) => values('field_names', {}, span, ask), [span]);
  const streams = useAsk((ask) => values('streams', { limit: STREAMS_MAX }, span, ask), [span]);
  return (
    <>
      <div class="columns">
        <Panel
          title={`Fields${fields.value ? ` (${fields.value.length})` : ''}`}
          actions={
            <input
              type="search"
              placeholder="Filter fields…"
              aria-label="Filter fields"
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          }
        >
          <Answered answer={fields}>
            {(found) =>
              found.length ? (
                <Table
                  rows={found.filter((hit) => hit.value.toLowerCase().includes(wanted.toLowerCase()))}
                  keyOf={(hit) => hit.value}
                  first={{ column: 1, descending: true }}
                  pageSize={30}
                  onRow={(hit) => setParams({ field: hit.value })}
                  rowClass={(hit) => (hit.value === field ? 'selected' : '')}
                  columns={[
                    { title: 'Field', cell: (hit) => <span class="mono">{hit.value}</span>, order: (hit) => hit.value },
                    { title: 'Spans', align: 'right', cell: (hit) => count(hit.hits), order: (hit) => hit.hits },
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
      <Panel title="Streams" query="* | field_values _stream">
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
  const query = field ? `* | top ${VALUES_MAX} by (${fieldName(field)})` : undefined;
  const answer = useAsk(
    async (ask) => (field ? values('field_values', { field, limit: VALUES_MAX }, span, ask) : []),
    [span, field],
  );
  return (
    <Panel title={field ? `Values of ${field}` : 'Values'} query={query}>
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
                    <a class="mono" href={link('/traces', { query: exactly(field, hit.value) })}>
                      {hit.value || '(empty)'}
                    </a>
                  ),
                  order: (hit) => hit.value,
                },
                { title: 'Spans', align: 'right', cell: (hit) => count(hit.hits), order: (hit) => hit.hits },
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
