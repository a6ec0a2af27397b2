// Many traces as one tree, a row for each operation on its way from the root.
import { SpanName } from '../../components/service';
import { VirtualRows } from '../../components/virtualRows';
import { link } from '../../state/route';
import type { Structure, StructureNode } from '../../trace/structure';
import { duration, percent } from '../../util/format';

const ROW_HEIGHT = 26;

export function Tree({ merged }: { merged: Structure }) {
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
      <div class="split tall">
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

function NodeRow({ node, merged }: { node: StructureNode; merged: Structure }) {
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
