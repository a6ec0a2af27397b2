// Finds traces: the form, where spans lie in time and duration, the list, and what sets a selection
// of them apart.
import { useMemo, useState } from 'preact/hooks';
import { FIELDS } from '../api/logsql';
import { KeptButton } from '../components/keptButton';
import { Panel } from '../components/panel';
import { Answered, Empty, NoSpans } from '../components/states';
import { useAsk } from '../components/useAsk';
import { stepsText } from '../search/funnel';
import { heatmap } from '../search/heatmap';
import { ORDERS, type Order, filterOf, findTraces, paramsOf, searchOf, tracesQuery } from '../search/search';
import { useScene } from '../state/context';
import { go, link, setParams, useRoute } from '../state/route';
import { searches } from '../util/kept';
import { BreakdownPanel } from './traces/breakdown';
import { DifferencePanel } from './traces/difference';
import { DownloadButton } from './traces/download';
import { FacetsPanel } from './traces/facets';
import { HeatmapView } from './traces/heatmap';
import { OpenButton, type Opened, OpenedPanel } from './traces/open';
import { PinnedPanel } from './traces/pinned';
import { SearchForm } from './traces/form';
import { TraceTable } from './traces/table';
import './traces/traces.css';

const PAGE = 100;
const ORDER_NAMES = Object.keys(ORDERS) as Order[];

export function Traces() {
  const { span } = useScene();
  const { params } = useRoute();
  const search = useMemo(() => searchOf(params), [params.toString()]);
  const filter = filterOf(search);
  const limit = Number(params.get('limit') ?? PAGE);
  const order = ORDER_NAMES.find((each) => each === params.get('order')) ?? 'newest';
  const withFacets = params.get('facets') === 'on';
  const by = params.get('by') ?? '';
  const withDifference = params.has('box') || params.get('diff') === 'errors';
  const heat = useAsk((ask) => heatmap(filter, span, ask), [filter, span]);
  const found = useAsk((ask) => findTraces(filter, order, span, limit, ask), [filter, order, span, limit]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<Opened>();
  const choose = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-2));
  return (
    <>
      <Panel
        title="Search"
        actions={
          <>
            <KeptButton
              label="Kept searches"
              keep="Keep this search"
              present={new URLSearchParams(paramsOf(search)).toString()}
              into={searches}
              lists={[{ title: 'Kept', texts: searches }]}
              textOf={(text) => filterOf(searchOf(new URLSearchParams(text)))}
              onChoose={(text) => setParams({ ...paramsOf(searchOf(new URLSearchParams(text))), limit: '', box: '' })}
            />
            <button type="button" class="plain" onClick={() => setParams({ pinned: 'on' })}>
              Pinned
            </button>
            <OpenButton onOpened={setOpened} />
          </>
        }
      >
        <SearchForm search={search} />
      </Panel>
      <OpenedPanel opened={opened} />
      {params.get('pinned') === 'on' && <PinnedPanel />}
      <Panel title="Spans by time and duration" query={filter}>
        <Answered answer={heat}>
          {(grid) =>
            grid.most ? <HeatmapView grid={grid} filter={filter} /> : <Empty title="No matching spans in this time range" />
          }
        </Answered>
      </Panel>
      {(!withFacets || !withDifference || !by) && (
        <div class="chips">
          {!by && <button onClick={() => setParams({ by: FIELDS.service })}>Volume by service</button>}
          {!withFacets && <button onClick={() => setParams({ facets: 'on' })}>Narrow by attributes</button>}
          {!withDifference && <button onClick={() => setParams({ diff: 'errors' })}>What is different about the errors?</button>}
        </div>
      )}
      {withFacets && <FacetsPanel search={search} />}
      {by && <BreakdownPanel search={search} field={by} />}
      {withDifference && <DifferencePanel search={search} />}
      <Panel
        title="Traces"
        query={tracesQuery(filter, order, limit)}
        actions={
          <>
          <label class="hint">
            Show the{' '}
            <select
              aria-label="Order"
              value={order}
              onChange={(event) => setParams({ order: event.currentTarget.value === 'newest' ? '' : event.currentTarget.value, limit: '' })}
            >
              {ORDER_NAMES.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <a class="button" href={link('/structure', paramsOf(search))} title="Many traces as one tree: what they are made of, and where the time goes">
            Structure
          </a>
          <a class="button" href={link('/funnel', { steps: stepsText([search]) })} title="How many traces come from one step to the next, and how long that takes">
            Funnel
          </a>
          <DownloadButton ids={(found.value ?? []).map((trace) => trace.id)} />
          <button
            disabled={chosen.length !== 2}
            title="Choose two traces with the boxes in front of them"
            onClick={() => go(link(`/compare/${chosen[0]}/${chosen[1]}`))}
          >
            Compare {chosen.length}/2
          </button>
          </>
        }
      >
        <Answered answer={found}>
          {(traces) =>
            traces.length ? (
              <>
                <TraceTable traces={traces} chosen={chosen} choose={choose} />
                {traces.length >= limit && (
                  <nav class="pages">
                    <button onClick={() => setParams({ limit: String(limit + PAGE) }, 'replace')}>More traces</button>
                  </nav>
                )}
              </>
            ) : filter === '*' ? (
              <NoSpans />
            ) : (
              <Empty title="No trace matches">
                <p>Take a condition away, or choose a longer time range.</p>
              </Empty>
            )
          }
        </Answered>
      </Panel>
    </>
  );
}
