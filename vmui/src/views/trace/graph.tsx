// Which services called which in this trace.
import { useMemo } from 'preact/hooks';
import { Graph, type GraphNode } from '../../components/graph';
import { setParams } from '../../state/route';
import type { TraceModel } from '../../trace/model';
import { type GroupFacts, calls, statistics } from '../../trace/statistics';
import { duration, percent } from '../../util/format';

/** Services with the part of the time that was their own. */
function nodesOf(groups: readonly GroupFacts[]): GraphNode[] {
  const whole = groups.reduce((sum, group) => sum + group.self, 0);
  return groups.map((group) => ({
    id: group.service,
    lines: [
      `${group.spans} spans${group.errors ? `, ${group.errors} errors` : ''}`,
      `${duration(group.self)} itself, ${percent(group.self, whole)}`,
    ],
    isBad: group.errors > 0,
    share: whole ? group.self / whole : 0,
  }));
}

export function GraphTab({ trace }: { trace: TraceModel }) {
  const { nodes, edges } = useMemo(
    () => ({
      nodes: nodesOf(statistics(trace, 'service')),
      edges: calls(trace).map((call) => ({
        from: call.from,
        to: call.to,
        label: `${call.count}×${call.errors ? ` (${call.errors} failed)` : ''}`,
        isBad: call.errors > 0,
        weight: 1 + Math.min(3, Math.log10(call.count)),
      })),
    }),
    [trace],
  );
  return <Graph nodes={nodes} edges={edges} onNode={(service) => setParams({ tab: '', find: service })} />;
}
