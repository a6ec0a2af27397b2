// How many rows the filter of the query finds over time, stacked by any field.
import { useMemo } from 'preact/hooks';
import type { Row } from '../../api/http';
import { FIELDS, exactly, times } from '../../api/logsql';
import Chart, { type Line } from '../../components/chart';
import { Panel } from '../../components/panel';
import { useFavourites } from '../../components/star';
import { Answered } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { type Hits, hits } from '../../search/hits';
import { filterPart, narrowed } from '../../search/pipes';
import { useScene } from '../../state/context';
import { setParams, useRoute } from '../../state/route';
import { dateTime } from '../../state/time';
import { colorOf, colorsOf } from '../../util/color';
import { copyText } from '../../util/copy';
import { count } from '../../util/format';
import { valueText } from '../../util/values';

const REST_COLOR = 'hsl(215 12% 60%)';
const USUAL: readonly string[] = [FIELDS.service, FIELDS.name, FIELDS.status, FIELDS.kind];
/** Rows that are looked at for fields to stack by. */
const ROWS_OF_FIELDS = 200;
/** Fields of which nearly every row has a value of its own. */
const UNIQUE = /(^_|_id$|_time_unix_nano$)/;

export function HitsPanel({ query, rows }: { query: string; rows: readonly Row[] | undefined }) {
  const { span, zone } = useScene();
  const { params } = useRoute();
  const favourites = useFavourites();
  const field = params.get('stack') ?? '';
  const filter = filterPart(query);
  const answer = useAsk((ask, show: (partial: Hits) => void) => hits(filter, field, span, ask, show), [filter, field, span]);
  const others = useMemo(
    () => [...new Set(rows?.slice(0, ROWS_OF_FIELDS).flatMap((row) => Object.keys(row)))].filter((each) => !UNIQUE.test(each)).sort(),
    [rows],
  );
  const lines = useMemo(() => colored(answer.value?.lines ?? [], field), [answer.value, field]);
  if (params.get('hits') === 'off') {
    return (
      <div>
        <button class="plain" onClick={() => setParams({ hits: '' })}>
          Show hits over time
        </button>
      </div>
    );
  }
  const since = answer.value?.since;
  return (
    <Panel
      title={`Hits over time${answer.value ? ` (${count(answer.value.total)})` : ''}`}
      request={{ endpoint: 'logsql/hits', params: { query: filter, field, ...times(span) } }}
      actions={
        <>
          {since !== undefined && (
            <span class="hint" role="status">
              counted since {dateTime(since, zone)}, {answer.busy ? 'older ones follow' : 'older ones are not'}
            </span>
          )}
          <label class="hint">
            by{' '}
            <select value={field} onChange={(event) => setParams({ stack: event.currentTarget.value }, 'replace')}>
              <option value="">nothing</option>
              {[...new Set([...favourites.all, ...USUAL, ...(field ? [field] : []), ...others])].map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <button class="plain" onClick={() => setParams({ hits: 'off' })}>
            Hide
          </button>
        </>
      }
    >
      <Answered answer={answer}>
        {(found) => (
          <>
            <Chart kind="bars" height={140} times={found.times} lines={lines} legend={!field} />
            {field && <HitsLegend lines={lines} field={field} query={query} />}
          </>
        )}
      </Answered>
    </Panel>
  );
}

type ColoredHits = Hits['lines'][number] & Line;

/** Groups in colours that can be told apart; services keep theirs, and the rest has none. */
function colored(lines: Hits['lines'], field: string): readonly ColoredHits[] {
  if (!field) return lines;
  const names = lines.filter((line) => !line.isRest).map(({ name }) => name);
  const colors = field === FIELDS.service ? names.map(colorOf) : colorsOf(names);
  let at = 0;
  return lines.map((line) => ({ ...line, color: line.isRest ? REST_COLOR : colors[at++]! }));
}

/** What the colours stand for, and how to go on with one of them. */
function HitsLegend({ lines: groups, field, query }: { lines: readonly ColoredHits[]; field: string; query: string }) {
  return (
    <ul class="hits-legend">
      {groups.map(({ name, total, isRest, color }) => (
        <li key={name}>
          <i style={{ background: color ?? colorOf(name) }} />
          {isRest ? name : valueText(field, name)} <span class="dim">{count(total)}</span>
          {!isRest && (
            <>
              <button class="plain" title="Only spans with this value" onClick={() => setParams({ query: narrowed(query, exactly(field, name)) })}>
                Only
              </button>
              <button class="plain" title="No spans with this value" onClick={() => setParams({ query: narrowed(query, `!${exactly(field, name)}`) })}>
                Not
              </button>
              <button class="plain" onClick={() => copyText(name)}>
                Copy
              </button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
