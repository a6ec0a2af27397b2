// The LogsQL explorer: the editor, the hits over time, and the rows in several forms.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Ask, ServerError, curl, lines, type Row } from '../api/http';
import { times } from '../api/logsql';
import Editor from '../components/editor';
import { Answered, Empty, NoSpans } from '../components/states';
import { Tabs } from '../components/tabs';
import { useAsk } from '../components/useAsk';
import { errorPlace } from '../search/pipes';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import { copyText, download } from '../util/copy';
import { count } from '../util/format';
import { ChartView } from './query/chart';
import { ExamplesButton } from './query/examples';
import { ExplainView } from './query/explain';
import { GroupView } from './query/group';
import { recall, remember } from './query/history';
import { HistoryButton } from './query/historyButton';
import { QueryFacets } from './query/facets';
import { HitsPanel } from './query/hits';
import { JsonView } from './query/json';
import { LiveView } from './query/live';
import { RenderingOfAddress } from './query/rendered';
import { suggestionsOf } from './query/suggestions';
import { TableView } from './query/table';
import './query/query.css';

const VIEWS = ['group', 'table', 'json', 'chart', 'live', 'explain'] as const;
/** Views that ask by themselves. */
const OWN_ANSWER: readonly string[] = ['live', 'explain'];
const LIMITS = ['100', '1000', '10000', '50000'];

const CHART_LIMIT = '10000';

/** The rows of a query as they arrive, and how the server did. */
interface Result {
  readonly rows: readonly Row[];
  readonly millis: number;
}

async function run(query: string, limit: string, span: { start: number; end: number }, ask: Ask, show: (partial: Result) => void): Promise<Result> {
  const began = performance.now();
  const rows: Row[] = [];
  let nextShow = began + 300;
  await lines('logsql/query', { query, ...times(span), limit }, ask, (some) => {
    for (const row of some) rows.push(row);
    if (performance.now() > nextShow) {
      show({ rows: [...rows], millis: performance.now() - began });
      nextShow = performance.now() + 1000;
    }
  });
  return { rows, millis: performance.now() - began };
}

export function Query() {
  const scene = useScene();
  const { params } = useRoute();
  const query = params.get('query') ?? '*';
  const view = VIEWS.find((each) => each === params.get('view')) ?? 'group';
  const isChartOnly = params.get('rows') === 'off';
  const withFacets = params.get('facets') === 'on';
  const asksItself = isChartOnly || OWN_ANSWER.includes(view);
  // A chart of the first hundred points would be no chart.
  const limit = params.get('limit') ?? (view === 'chart' ? CHART_LIMIT : LIMITS[0]!);
  const [draft, setDraft] = useState(query);
  const [loaded, setLoaded] = useState({ text: query, loads: 0 });
  const load = (text: string): void => {
    setDraft(text);
    setLoaded(({ loads }) => ({ text, loads: loads + 1 }));
  };
  useEffect(() => load(query), [query]);
  const answer = useAsk(
    (ask, show: (partial: Result) => void) =>
      asksItself ? Promise.resolve({ rows: [], millis: 0 }) : run(query, limit, scene.span, ask, show),
    [query, limit, scene.span, asksItself],
  );
  const start = (): void => {
    remember(draft);
    if (draft === query) scene.refresh();
    else setParams({ query: draft });
  };
  const suggestions = useMemo(() => suggestionsOf(scene), [scene]);
  return (
    <>
      <section class="panel" aria-label="Query">
        <div class="query-line">
          <Editor
            value={loaded.text}
            loads={loaded.loads}
            onChange={setDraft}
            onRun={start}
            onHistory={recall}
            suggestions={suggestions}
            errorAt={answer.error instanceof ServerError ? errorPlace(query, answer.error.message) : undefined}
          />
          <div class="buttons">
            {answer.busy ? <button onClick={answer.cancel}>Cancel</button> : null}
            <button class="primary" onClick={start} title="Enter">
              Run
            </button>
          </div>
        </div>
        <div class="query-foot">
          <label>
            Rows{' '}
            <select value={limit} onChange={(event) => setParams({ limit: event.currentTarget.value })}>
              {LIMITS.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <ExamplesButton onChoose={load} />
          <HistoryButton onChoose={(chosen) => setParams({ query: chosen })} draft={draft} />
          <button class="plain" aria-pressed={withFacets} title="The most frequent values of all fields" onClick={() => setParams({ facets: withFacets ? '' : 'on' })}>
            Narrow
          </button>
          <button class="plain" onClick={() => copyText(curl('logsql/query', { query, ...times(scene.span), limit }))}>
            Copy as curl
          </button>
          {answer.value && !asksItself && (
            <span class="dim" role="status">
              {answer.value.rows.length === Number(limit) ? 'the first ' : ''}
              {count(answer.value.rows.length)} {answer.value.rows.length === 1 ? 'row' : 'rows'} in {Math.round(answer.value.millis)} ms
            </span>
          )}
          <span class="gap" />
          <span class="hint">Enter runs, Shift Enter breaks the line, Ctrl ↑↓ walks the history, Ctrl Space completes</span>
        </div>
      </section>
      {(isChartOnly || view !== 'live') && <HitsPanel query={query} rows={answer.value?.rows} />}
      {withFacets && <QueryFacets query={query} />}
      {isChartOnly ? (
        <div>
          <button class="plain" onClick={() => setParams({ rows: '' })}>
            Show the rows
          </button>
        </div>
      ) : (
        <section class="panel" aria-label="Rows">
          <Tabs label="Views of the rows" tabs={VIEWS} chosen={view} onChoose={(each) => setParams({ view: each === 'group' ? '' : each })}>
            {answer.value && answer.value.rows.length > 0 && <Exports rows={answer.value.rows} />}
            {view !== 'live' && (
              <button class="plain" title="Only the hits over time: the rows are not asked for" onClick={() => setParams({ rows: 'off' })}>
                Hide
              </button>
            )}
          </Tabs>
          <RenderingOfAddress>
            {view === 'live' ? (
              <LiveView query={query} />
            ) : view === 'explain' ? (
              <ExplainView query={query} />
            ) : (
              <Answered answer={answer}>
                {({ rows }) => (rows.length ? <Rows view={view} rows={rows} query={query} /> : query === '*' ? <NoSpans /> : <NoRows query={query} />)}
              </Answered>
            )}
          </RenderingOfAddress>
        </section>
      )}
    </>
  );
}

function NoRows({ query }: { query: string }) {
  return (
    <Empty title="No row matches">
      <p>Choose a longer time range, or take a filter away.</p>
      {/^[\w.-]+$/.test(query) && (
        <p>
          A word alone is looked for in the message, which spans lack. Say the field, for example{' '}
          <a href={link('/query', { query: `name:${query}` })}>
            <code>name:{query}</code>
          </a>
        </p>
      )}
    </Empty>
  );
}

function Rows({ view, rows, query }: { view: string; rows: readonly Row[]; query: string }) {
  switch (view) {
    case 'table':
      return <TableView rows={rows} />;
    case 'json':
      return <JsonView rows={rows} />;
    case 'chart':
      return <ChartView rows={rows} query={query} />;
    default:
      return <GroupView rows={rows} />;
  }
}

function Exports({ rows }: { rows: readonly Row[] }) {
  const fields = (): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const csv = (): string => {
    const names = fields();
    return [names.map(cell).join(','), ...rows.map((row) => names.map((name) => cell(row[name] ?? '')).join(','))].join('\n');
  };
  return (
    <>
      <button class="plain" onClick={() => download('rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'), 'application/x-ndjson')}>
        Download JSON
      </button>
      <button class="plain" onClick={() => download('rows.csv', csv(), 'text/csv')}>
        CSV
      </button>
    </>
  );
}
