// One row of the waterfall: the name of a span, and its bar on the time axis.
import { SpanType } from '../../components/spanType';
import type { TraceModel } from '../../trace/model';
import { colorOf, inkOn } from '../../util/color';
import { duration } from '../../util/format';
import type { Window } from './timeline';

export const ROW_HEIGHT = 26;

interface SpanRowProps {
  readonly trace: TraceModel;
  readonly span: number;
  readonly window: Window;
  readonly critical: readonly Window[] | undefined;
  readonly isCollapsed: boolean;
  readonly isSelected: boolean;
  readonly dimmed: boolean;
  /** Pixels that a row is further right than the one that called it. */
  readonly indent: number;
  onToggle(span: number): void;
  onSelect(span: number): void;
}

export function SpanRow(props: SpanRowProps) {
  const { trace, span, window } = props;
  const service = trace.services[trace.service[span]!]!;
  const name = trace.names[trace.name[span]!]!;
  const hasChildren = trace.subtreeEnd[span]! > span + 1;
  const isError = trace.status[span] === 2;
  const left = place(trace.start[span]!, window);
  const right = place(trace.start[span]! + trace.duration[span]!, window);
  const isWide = left <= 60 && right > 94;
  const text = duration(trace.duration[span]!);
  return (
    <div
      class={`span-row${props.isSelected ? ' selected' : ''}${props.dimmed ? ' dimmed' : ''}`}
      style={{ height: `${ROW_HEIGHT}px` }}
      role="treeitem"
      aria-level={trace.depth[span]! + 1}
      aria-selected={props.isSelected}
      aria-expanded={hasChildren ? !props.isCollapsed : undefined}
      onClick={() => props.onSelect(span)}
      data-span={trace.spanIds[span]}
    >
      <div class="names" style={{ paddingLeft: `min(${trace.depth[span]! * props.indent + 4}px, 50%)` }} title={`${service} ${name}`}>
        {hasChildren ? (
          <button
            class="twist"
            aria-label={props.isCollapsed ? 'Expand' : 'Collapse'}
            onClick={(event) => {
              event.stopPropagation();
              props.onToggle(span);
            }}
          >
            {props.isCollapsed ? '▸' : '▾'}
          </button>
        ) : (
          <span class="twist" />
        )}
        <i style={{ background: colorOf(service) }} />
        {isError && (
          <span class="mark error" title="Error" aria-label="error">
            !
          </span>
        )}
        <SpanType type={trace.type[span]!} />
        <b>{service}</b>
        <span class="dim">{name}</span>
        <HttpStatus code={trace.httpStatus[span]!} />
        {props.isCollapsed && <span class="chip">{trace.subtreeEnd[span]! - span - 1}</span>}
      </div>
      <div class="lane">
        {right >= 0 && left <= 100 && (
          <>
            <div
              class={`bar-span${isError ? ' error' : ''}`}
              style={{
                left: `${Math.max(0, left)}%`,
                width: `max(2px, ${Math.min(100, right) - Math.max(0, left)}%)`,
                background: colorOf(service),
              }}
            />
            {props.critical?.map(({ from, to }) => (
              <div
                key={from}
                class="critical"
                style={{
                  left: `${Math.max(0, place(from, window))}%`,
                  width: `max(1px, ${Math.min(100, place(to, window)) - Math.max(0, place(from, window))}%)`,
                }}
              />
            ))}
            <span
              class={isWide ? 'length inside' : 'length'}
              style={{ ...lengthPlace(left, right), ...(isWide ? { color: inkOn(service) } : {}) }}
            >
              {text}
            </span>
          </>
        )}
      </div>
    </div>
  );
}

/** Below 400 it is told quietly. */
function HttpStatus({ code }: { code: number }) {
  if (!code) return null;
  return (
    <span class={`http ${code < 400 ? 'dim' : 'error'}`} title={`HTTP answered ${code}`}>
      {code}
    </span>
  );
}

/** Behind the bar, in front of one that begins late, inside one that leaves no room. */
function lengthPlace(left: number, right: number): { left?: string; right?: string } {
  if (left > 60) return { right: `calc(${100 - Math.max(0, left)}% + 4px)` };
  if (right > 94) return { right: `calc(${100 - Math.min(100, right)}% + 6px)` };
  return { left: `calc(${right}% + 4px)` };
}

function place(nanos: number, window: Window): number {
  return ((nanos - window.from) * 100) / (window.to - window.from);
}
