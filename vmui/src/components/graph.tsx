// A graph of services, laid out from left to right.
import { Graph as Layout, layout } from '@dagrejs/dagre';
import { useMemo } from 'preact/hooks';
import { colorOf } from '../util/color';
import { UNKNOWN } from './service';

export interface GraphNode {
  readonly id: string;
  /** The service, where the id says more than that. */
  readonly service?: string;
  readonly lines: readonly string[];
  readonly isBad: boolean;
  /** A part of the whole, 0 to 1, as a bar along the node. */
  readonly share?: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isBad: boolean;
  /** 1 for the thinnest. */
  readonly weight: number;
}

interface GraphProps {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly focus?: string;
  onNode?(id: string): void;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const LINE_HEIGHT = 16;
/** A graph wider than the page shrinks so far, then it scrolls. */
const SCALE_MIN = 0.7;

export function Graph({ nodes, edges, focus, onNode }: GraphProps) {
  const drawing = useMemo(() => place(nodes, edges), [nodes, edges]);
  return (
    <div class="graph">
      <svg
        viewBox={`-10 -10 ${drawing.width + 20} ${drawing.height + 20}`}
        width={drawing.width + 20}
        style={{ minWidth: `${Math.round((drawing.width + 20) * SCALE_MIN)}px` }}
        role="group"
        aria-label={`${nodes.length} services, ${edges.length} calls between them`}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {drawing.edges.map(({ edge, path }) => (
          <path key={`${edge.from}\n${edge.to}`} d={path} class={edge.isBad ? 'bad' : ''} stroke-width={edge.weight} marker-end="url(#arrow)" />
        ))}
        {drawing.edges.map(({ edge, x, y }) => (
          <text key={`${edge.from}\n${edge.to} label`} class={`small label${edge.isBad ? ' bad' : ''}`} x={x} y={y - 4} text-anchor="middle">
            {edge.label}
          </text>
        ))}
        {nodes.map((node) => {
          const at = drawing.nodes.get(node.id);
          if (!at) return null;
          const name = nameOf(node);
          return (
            <g
              key={node.id}
              class={`node${node.isBad ? ' bad' : ''}${focus && node.id === focus ? ' focus' : ''}`}
              transform={`translate(${at.x - at.width / 2} ${at.y - at.height / 2})`}
              onClick={() => onNode?.(node.id)}
              tabIndex={onNode ? 0 : -1}
              onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && onNode?.(node.id)}
              role={onNode ? 'button' : undefined}
              aria-label={`${name}: ${node.lines.join(', ')}`}
            >
              <rect width={at.width} height={at.height} rx="7" />
              <rect width="5" height={at.height} rx="2" style={{ fill: colorOf(node.service ?? node.id), stroke: 'none' }} />
              {node.share !== undefined && <rect class="share" x="5" y={at.height - 4} width={(at.width - 6) * node.share} height="3" />}
              <text x="14" y="18" font-weight="600">
                {name}
              </text>
              {node.lines.map((line, i) => (
                <text key={line} class="small" x="14" y={18 + LINE_HEIGHT * (i + 1)}>
                  {line}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function nameOf(node: GraphNode): string {
  return (node.service ?? node.id) || UNKNOWN;
}

/** The layout takes no empty names, and spans may come without one of their service. */
const key = (id: string): string => `service ${id}`;

function place(nodes: readonly GraphNode[], edges: readonly GraphEdge[]) {
  const graph = new Layout();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 50 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    const letters = Math.max(nameOf(node).length * 8, ...node.lines.map((line) => line.length * 6));
    graph.setNode(key(node.id), { width: Math.max(90, letters + 28), height: 28 + LINE_HEIGHT * node.lines.length });
  }
  for (const edge of edges) {
    if (edge.from !== edge.to) graph.setEdge(key(edge.from), key(edge.to), { width: edge.label.length * 6, height: 14, labelpos: 'c' });
  }
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: new Map(nodes.map((node) => [node.id, graph.node(key(node.id)) as Placed])),
    edges: edges
      .filter((edge) => edge.from !== edge.to)
      .map((edge) => {
        const { points, x, y } = graph.edge(key(edge.from), key(edge.to)) as unknown as {
          points: { x: number; y: number }[];
          x?: number;
          y?: number;
        };
        return { edge, path: curve(points), x: x ?? 0, y: y ?? 0 };
      }),
  };
}

function curve(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  for (let i = 0; i < rest.length; i++) {
    const point = rest[i]!;
    const next = rest[i + 1];
    if (next) path += ` Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
    else path += ` L${point.x} ${point.y}`;
  }
  return path;
}
