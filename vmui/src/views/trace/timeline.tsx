// The waterfall: one row per span, its bar on the time axis, the minimap above and the chosen span
// beside it.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isTyping } from '../../components/keys';
import { VirtualRows } from '../../components/virtualRows';
import { setParams, useRoute } from '../../state/route';
import { criticalPath } from '../../trace/criticalPath';
import type { TraceModel } from '../../trace/model';
import { NO_FILTER, type SpanFilter, isEmptyFilter, matches, parents, visibleRows, withAncestors } from '../../trace/rows';
import { duration } from '../../util/format';
import { Minimap } from './minimap';
import { SpanPanel } from './spanPanel';
import { ROW_HEIGHT, SpanRow } from './spanRow';
import { SpanSearch } from './spanSearch';

/** Pixels for each step down the tree, and what all of them may add up to. */
const INDENT = 12;
const INDENT_MIN = 3;
const INDENT_SUM = 150;
/** Pixels that are free at each side. */
const SIDE = 14;
/** The width of the names at first, and how far it can be dragged. */
const NAMES_PERCENT = 34;
const NAMES_PERCENT_NARROW = 48;
const NARROW = 700;
const NAMES_PERCENT_MIN = 10;
const NAMES_PERCENT_MAX = 80;

/** The part of the trace on the time axis, in nanoseconds since its start. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export function Timeline({ trace }: { trace: TraceModel }) {
  const { params } = useRoute();
  const selectedId = params.get('span') ?? '';
  const selected = selectedId ? trace.spanIds.indexOf(selectedId) : -1;
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [window, setWindow] = useState<Window>({ from: 0, to: Math.max(1, trace.length) });
  const [filter, setFilter] = useState<SpanFilter>({ ...NO_FILTER, text: params.get('find') ?? '' });
  const [found, setFound] = useState<ReadonlySet<string> | undefined>(undefined);
  const [onlyMatches, setOnlyMatches] = useState(false);
  const [path, setPath] = useState(true);
  const [names, setNames] = useState(innerWidth < NARROW ? NAMES_PERCENT_NARROW : NAMES_PERCENT);
  const indent = useMemo(() => indentOf(trace), [trace]);
  useEffect(() => setWindow({ from: 0, to: Math.max(1, trace.length) }), [trace]);
  const critical = useMemo(() => (path ? stretchesBySpan(trace) : undefined), [trace, path]);
  const matched = useMemo(
    () => (isEmptyFilter(filter) ? undefined : matches(trace, filter, found)),
    [trace, filter, found],
  );
  const rows = useMemo(
    () => visibleRows(trace, collapsed, matched && onlyMatches ? withAncestors(trace, matched) : undefined),
    [trace, collapsed, matched, onlyMatches],
  );
  const select = (span: number): void => setParams({ span: span < 0 ? '' : trace.spanIds[span]! }, 'replace');
  const step = (direction: 1 | -1): void => {
    if (!matched) return;
    for (let at = selected + direction; at >= 0 && at < trace.size; at += direction) {
      if (matched[at]) return select(at);
    }
  };
  const walk = (direction: 1 | -1): void => {
    const at = selected < 0 ? (direction > 0 ? 0 : rows.length - 1) : rows.indexOf(selected) + direction;
    if (at >= 0 && at < rows.length) select(rows[at]!);
  };
  const toggle = (span: number): void => {
    const next = new Set(collapsed);
    if (!next.delete(span)) next.add(span);
    setCollapsed(next);
  };
  useTraceKeys({ trace, window, setWindow, collapsed, setCollapsed, step, walk, select, setPath });
  return (
    <div class="timeline">
      <SpanSearch
        trace={trace}
        filter={filter}
        matched={matched}
        onFilter={setFilter}
        onFound={setFound}
        onlyMatches={onlyMatches}
        onOnlyMatches={setOnlyMatches}
        step={step}
      >
        <button aria-pressed={path} onClick={() => setPath(!path)} title="Spans that kept the trace from ending sooner (c)">
          Critical path
        </button>
        <button onClick={() => setCollapsed(new Set())} title="Expand all ([)">
          Expand
        </button>
        <button onClick={() => setCollapsed(parents(trace, 1))} title="Collapse all (])">
          Collapse
        </button>
      </SpanSearch>
      <Minimap trace={trace} window={window} onWindow={setWindow} />
      <div class="split">
        <div class="rows" style={{ '--names': `${names}%` }}>
          <Axis window={window} names={names} onNames={setNames} />
          <VirtualRows
          class="waterfall"
          label="Spans"
          count={rows.length}
          rowHeight={ROW_HEIGHT}
          reveal={selected >= 0 ? rows.indexOf(selected) : undefined}
          render={(index) => {
            const span = rows[index]!;
            return (
              <SpanRow
                key={span}
                trace={trace}
                span={span}
                window={window}
                critical={critical?.get(span)}
                isCollapsed={collapsed.has(span)}
                isSelected={span === selected}
                dimmed={!!matched && !matched[span]}
                indent={indent}
                onToggle={toggle}
                onSelect={select}
              />
            );
          }}
        />
        </div>
        {selected >= 0 && <SpanPanel trace={trace} span={selected} close={() => select(-1)} />}
      </div>
    </div>
  );
}

/** Deep traces are indented less, so that their names keep room. */
function indentOf(trace: TraceModel): number {
  const deepest = trace.depth.reduce((most, depth) => Math.max(most, depth), 1);
  return Math.max(INDENT_MIN, Math.min(INDENT, INDENT_SUM / deepest));
}

function stretchesBySpan(trace: TraceModel): Map<number, Window[]> {
  const found = new Map<number, Window[]>();
  for (const { span, start, end } of criticalPath(trace)) {
    const known = found.get(span);
    if (known) known.push({ from: start, to: end });
    else found.set(span, [{ from: start, to: end }]);
  }
  return found;
}

function Axis({ window, names, onNames }: { window: Window; names: number; onNames(percent: number): void }) {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const to = (percent: number): void => onNames(Math.max(NAMES_PERCENT_MIN, Math.min(NAMES_PERCENT_MAX, percent)));
  return (
    <div class="axis">
      <span class="names">Service and operation</span>
      <div class="ticks">
        <div
          class="resize"
          role="separator"
          aria-orientation="vertical"
          aria-label="Width of the names"
          aria-valuenow={Math.round(names)}
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
            event.stopPropagation();
            to(names + (event.key === 'ArrowLeft' ? -2 : 2));
          }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => {
            if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
            const box = event.currentTarget.closest('.axis')!.getBoundingClientRect();
            to(((event.clientX - box.left - SIDE) * 100) / (box.width - 2 * SIDE));
          }}
        />
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${tick * 100}%` }} class={tick === 1 ? 'last' : ''}>
            {duration(window.from + (window.to - window.from) * tick)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface TraceKeysProps {
  readonly trace: TraceModel;
  readonly window: Window;
  setWindow(window: Window): void;
  readonly collapsed: ReadonlySet<number>;
  setCollapsed(collapsed: ReadonlySet<number>): void;
  step(direction: 1 | -1): void;
  walk(direction: 1 | -1): void;
  select(span: number): void;
  setPath(change: (shown: boolean) => boolean): void;
}

/** The keys that people know from other trace viewers. */
function useTraceKeys(props: TraceKeysProps): void {
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { trace, window, setWindow, collapsed, setCollapsed, step, walk, select, setPath } = latest.current;
      if (event.ctrlKey && event.key === 'b') {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('.span-search input')?.focus();
        return;
      }
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const width = window.to - window.from;
      const list = document.querySelector('.waterfall');
      switch (event.key) {
        case 's': list?.scrollBy({ top: 130, behavior: 'smooth' }); break;
        case 'w': list?.scrollBy({ top: -130, behavior: 'smooth' }); break;
        case 'f': step(1); break;
        case 'b': step(-1); break;
        case 'j': walk(1); break;
        case 'k': walk(-1); break;
        case 'a': case 'ArrowLeft': setWindow(moved(window, -width / 5, trace.length)); break;
        case 'd': case 'ArrowRight': setWindow(moved(window, width / 5, trace.length)); break;
        case 'ArrowUp': setWindow(zoomed(window, 0.7, trace.length)); break;
        case 'ArrowDown': setWindow(zoomed(window, 1 / 0.7, trace.length)); break;
        case '[': setCollapsed(new Set()); break;
        case ']': setCollapsed(parents(trace, 0)); break;
        case 'o': setCollapsed(oneLevel(trace, collapsed, 'open')); break;
        case 'p': setCollapsed(oneLevel(trace, collapsed, 'shut')); break;
        case 'c': setPath((shown) => !shown); break;
        case 'Escape': select(-1); break;
        default: return;
      }
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function moved(window: Window, by: number, length: number): Window {
  const shift = Math.max(-window.from, Math.min(by, length - window.to));
  return { from: window.from + shift, to: window.to + shift };
}

export function zoomed(window: Window, factor: number, length: number): Window {
  const middle = (window.from + window.to) / 2;
  const half = Math.max(50, ((window.to - window.from) / 2) * factor);
  return { from: Math.max(0, middle - half), to: Math.min(Math.max(1, length), middle + half) };
}

/** Opens the least deep collapsed spans, or shuts the deepest that are open. */
export function oneLevel(trace: TraceModel, collapsed: ReadonlySet<number>, way: 'open' | 'shut'): Set<number> {
  const next = new Set(collapsed);
  if (way === 'open') {
    let least = Infinity;
    for (const span of collapsed) least = Math.min(least, trace.depth[span]!);
    for (const span of collapsed) if (trace.depth[span] === least) next.delete(span);
    return next;
  }
  let deepest = -1;
  const open = [...parents(trace)].filter((span) => !collapsed.has(span));
  for (const span of open) deepest = Math.max(deepest, trace.depth[span]!);
  for (const span of open) if (trace.depth[span] === deepest) next.add(span);
  return next;
}
