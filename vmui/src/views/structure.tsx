// What the traces of a search are made of: all of them as one tree, with where the time goes and where
// errors come from.
import { useMemo } from 'preact/hooks';
import { Panel } from '../components/panel';
import { Answered, Empty } from '../components/states';
import { Tabs } from '../components/tabs';
import { useAsk } from '../components/useAsk';
import { filterOf, paramsOf, searchOf, tracesQuery } from '../search/search';
import { useScene } from '../state/context';
import { link, setParams, useRoute } from '../state/route';
import { TRACES_MAX, loadStructure } from '../trace/structure';
import { PathsView } from './structure/paths';
import { Tree } from './structure/tree';
import './trace/trace.css';

const VIEWS = ['tree', 'paths'] as const;

export function Structure() {
  const { span } = useScene();
  const { params } = useRoute();
  const search = useMemo(() => searchOf(params), [params.toString()]);
  const filter = filterOf(search);
  const view = params.get('view') === 'paths' ? 'paths' : 'tree';
  const answer = useAsk((ask) => loadStructure(filter, span, ask), [filter, span]);
  return (
    <Panel
      title={`Structure of ${answer.value?.traces ? `the newest ${answer.value.traces} traces` : 'traces'}`}
      query={tracesQuery(filter, 'newest', TRACES_MAX)}
      actions={
        <a class="button" href={link('/traces', paramsOf(search))}>
          Back to the traces
        </a>
      }
    >
      <Tabs label="Views of the structure" tabs={VIEWS} chosen={view} onChoose={(each) => setParams({ view: each === 'tree' ? '' : each })} />
      <Answered answer={answer}>
        {(merged) => {
          if (!merged.nodes.length) {
            return (
              <Empty title="No trace matches">
                <p>Search for others, or choose a longer time range.</p>
              </Empty>
            );
          }
          return view === 'tree' ? <Tree merged={merged} /> : <PathsView merged={merged} focus={params.get('focus') ?? ''} />;
        }}
      </Answered>
    </Panel>
  );
}
