// What the traces of a search are made of: all of them as one tree, with where the time goes and where
// errors come from.
import { useMemo } from 'preact/hooks';
import { Panel } from '../components/panel';
import { SpanName } from '../components/service';
import { Answered, Empty } from '../components/states';
import { useAsk } from '../components/useAsk';
import { VirtualRows } from '../components/virtualRows';
import { filterOf, paramsOf, searchOf, tracesQuery } from '../search/search';
import { useScene } from '../state/context';
import { link, useRoute } from '../state/route';
import { type Structure as Merged, type StructureNode, TRACES_MAX, loadStructure } from '../trace/structure';
import { duration, percent } from '../util/format';
import './trace/trace.css';

const ROW_HEIGHT = 26;

export function Structure() {
  const { span } = useScene();
  const { params } = useRoute();
  const search = useMemo(() => searchOf(params), [params.toString()]);
  const filter = filterOf(search);
  const answer = useAsk((ask) => loadStructure(filter, span, ask), [filter, span]);
  return (
    <Panel
      title={`Structure of ${answer.value ? `the newest ${answer.value.traces} traces` : 'traces'}`}
      query={tracesQuery(filter, 'newest', TRACES_MAX)}
      actions={
        <a class="button" href={link('/traces', paramsOf(search))}>
          Back to the traces
        </a>
      }
    >
      <Answered answer={answer}>
        {(merged) => (merged.nodes.length ? <Tree merged={merged} /> : <Empty title="No trace matches" />)}
      </Answered>
    </Panel>
  );
}

function Tree({ merged }: { merged: Merged }) {
  return (
    <>
      <div class="structure-row diff-head">
        <span>Service and operation</span>
        <span class="right" title="How many of the traces have it">
          In traces
        </span>
        <span class="right" title="Spans in each trace that has it">
          Per trace
        </span>
        <span class="right">Mean</span>
        <span class="right" title="The part of all time that its spans took without their children">
          Own time
        </span>
        <span class="right" title="Spans with an error of which no child has one">
          Errors begin
        </span>
      </div>
      <div class="split">
        <VirtualRows
          label="Merged spans"
          count={merged.nodes.length}
          rowHeight={ROW_HEIGHT}
          render={(index) => <NodeRow key={index} node={merged.nodes[index]!} merged={merged} />}
        />
      </div>
    </>
  );
}

function NodeRow({ node, merged }: { node: StructureNode; merged: Merged }) {
  const { service, name } = node;
  return (
    <div class="structure-row" style={{ height: `${ROW_HEIGHT}px` }} role="treeitem" aria-level={node.depth + 1}>
      <a
        class="names"
        style={{ paddingLeft: `min(${node.depth * 14}px, 60%)` }}
        title={`Traces with ${service} ${name}`}
        href={link('/traces', { service, operation: name })}
      >
        <SpanName service={service} name={name} />
      </a>
      <span class={`right${node.traces < merged.traces ? ' dim' : ''}`}>{percent(node.traces, merged.traces)}</span>
      <span class="right">{(node.calls / node.traces).toFixed(1).replace(/\.0$/, '')}</span>
      <span class="right">{duration(node.total / node.calls)}</span>
      <span class="right measure">
        <i style={{ width: `${merged.mostSelf ? (100 * node.self) / merged.mostSelf : 0}%` }} />
        {percent(node.self, merged.self)}
      </span>
      <span class={`right ${node.ownErrors ? 'error' : 'dim'}`} title={`${node.errors} with an error, ${node.ownErrors} of them without one below`}>
        {node.ownErrors}
      </span>
    </div>
  );
}
