// Which services called which in this trace.
import { useMemo } from 'preact/hooks';
import { Graph } from '../../components/graph';
import { setParams } from '../../state/route';
import type { TraceModel } from '../../trace/model';
import { calls, statistics } from '../../trace/statistics';
import { duration } from '../../util/format';

export function GraphTab({ trace }: { trace: TraceModel }) {
  const { nodes, edges } = useMemo(
    () => ({
      nodes: statistics(trace, 'service').map((group) => ({
        id: group.service,
        lines: [`${group.spans} spans${group.errors ? `, ${group.errors} errors` : ''}`, `${duration(group.self)} itself`],
        isBad: group.errors > 0,
      })),
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
