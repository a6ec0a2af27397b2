// The ways on which services are reached, as a graph; a service that is chosen shows the ways through it.
import { useMemo } from 'preact/hooks';
import { Graph } from '../../components/graph';
import { setParams } from '../../state/route';
import { WAYS_MAX, paths } from '../../trace/paths';
import type { Structure } from '../../trace/structure';
import { count, percent } from '../../util/format';

/** Above this share of errors a way is marked. */
const BAD = 0.01;

export function PathsView({ merged, focus }: { merged: Structure; focus: string }) {
  const { nodes, edges } = useMemo(() => paths(merged, focus), [merged, focus]);
  const isBad = ({ calls, errors }: { calls: number; errors: number }): boolean => errors / Math.max(1, calls) > BAD;
  const most = Math.max(1, ...nodes.map((node) => node.calls));
  const drawing = useMemo(
    () => ({
      nodes: nodes.map((node) => ({
        id: node.id,
        service: node.service,
        lines: [
          `${count(node.calls)} calls${node.errors ? `, ${percent(node.errors, node.calls)} fail` : ''}`,
          ...(node.self ? [`${percent(node.self, merged.self)} of all time itself`] : []),
        ],
        isBad: isBad(node),
        share: merged.self ? node.self / merged.self : 0,
      })),
      edges: edges.map(({ from, to }) => {
        const part = to.id.startsWith('to') && !from.id.startsWith('from') ? to : from;
        return { from: from.id, to: to.id, label: `${count(part.calls)}×`, isBad: isBad(part), weight: 1 + (3 * part.calls) / most };
      }),
    }),
    [nodes, edges, merged],
  );
  return (
    <>
      <div class="flame-head body">
        <span class="hint">
          {focus ? `The ways that lead through ${focus}.` : 'A service stands once for each way to it. Click one for the ways that lead through it.'}
          {nodes.length >= WAYS_MAX && ` The ${WAYS_MAX} with the most calls.`}
        </span>
        {focus && <button onClick={() => setParams({ focus: '' })}>All ways</button>}
      </div>
      <Graph
        nodes={drawing.nodes}
        edges={drawing.edges}
        focus={focus && `to\n${focus}`}
        onNode={(id) => setParams({ focus: nodes.find((node) => node.id === id)?.service ?? '' })}
      />
    </>
  );
}
