// The flame graph, on a canvas, so that its cost does not depend on the number of spans in sight.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Service } from '../../components/service';
import { Table } from '../../components/table';
import { setParams } from '../../state/route';
import { flame } from '../../trace/flame';
import { NO_FILTER, matches } from '../../trace/rows';
import type { TraceModel } from '../../trace/model';
import { statistics } from '../../trace/statistics';
import { colorOf, inkOn, themeColor } from '../../util/color';
import { duration } from '../../util/format';

const LINE = 20;
const LINES_MAX = 1200;

export function FlameTab({ trace }: { trace: TraceModel }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useMemo(() => flame(trace), [trace]);
  const operations = useMemo(() => statistics(trace, 'operation'), [trace]);
  const [focus, setFocus] = useState(-1);
  const [text, setText] = useState('');
  const matched = useMemo(() => (text ? matches(trace, { ...NO_FILTER, text }) : undefined), [trace, text]);
  const [tip, setTip] = useState<{ span: number; x: number; y: number } | undefined>(undefined);
  const from = focus < 0 ? 0 : trace.start[focus]!;
  const length = Math.max(1, focus < 0 ? trace.length : trace.duration[focus]!);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const redraw = (): void => draw(element, trace, layout.line, Math.min(layout.lines, LINES_MAX), { from, length }, matched);
    const observer = new ResizeObserver(redraw);
    observer.observe(element);
    addEventListener('themechange', redraw);
    return () => {
      observer.disconnect();
      removeEventListener('themechange', redraw);
    };
  }, [trace, layout, from, length, matched]);
  const spanAt = (event: MouseEvent): number => {
    const box = canvas.current!.getBoundingClientRect();
    const moment = from + ((event.clientX - box.left) / box.width) * length;
    const line = Math.floor((event.clientY - box.top) / LINE);
    const slack = (length / box.width) * 1.5;
    for (let span = trace.size - 1; span >= 0; span--) {
      if (layout.line[span] !== line) continue;
      if (moment >= trace.start[span]! - slack && moment <= trace.start[span]! + trace.duration[span]! + slack) return span;
    }
    return -1;
  };
  return (
    <div class="flame">
      <div class="flame-head">
        <input
          type="search"
          placeholder="Find in names…"
          aria-label="Find in the flame graph"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {focus >= 0 && <button onClick={() => setFocus(-1)}>Whole trace</button>}
        <span class="hint">Click a span to look closer, double-click to open it in the timeline. A row below picks out its operation.</span>
      </div>
      <canvas
        ref={canvas}
        style={{ height: `${Math.min(layout.lines, LINES_MAX) * LINE}px` }}
        onMouseMove={(event) => {
          const span = spanAt(event);
          setTip(span < 0 ? undefined : { span, x: event.clientX, y: event.clientY });
        }}
        onMouseLeave={() => setTip(undefined)}
        onClick={(event) => setFocus(spanAt(event))}
        onDblClick={(event) => {
          const span = spanAt(event);
          if (span >= 0) setParams({ tab: '', span: trace.spanIds[span]! });
        }}
      />
      <Table
        rows={operations}
        keyOf={(group) => `${group.service}\n${group.operation}`}
        pageSize={20}
        first={{ column: 2, descending: true }}
        onRow={(group) => setText(group.operation)}
        rowClass={(group) => (text && text === group.operation ? 'selected' : '')}
        columns={[
          { title: 'Service', cell: (group) => <Service name={group.service} />, order: (group) => group.service },
          { title: 'Operation', cell: (group) => group.operation, order: (group) => group.operation },
          { title: 'Itself', align: 'right', cell: (group) => duration(group.self), order: (group) => group.self },
          { title: 'Total', align: 'right', cell: (group) => duration(group.total), order: (group) => group.total },
          { title: 'Spans', align: 'right', cell: (group) => group.spans, order: (group) => group.spans },
        ]}
      />
      {tip && (
        <div class="tip" style={{ left: `${tip.x + 12}px`, top: `${tip.y + 12}px` }}>
          <b>{trace.services[trace.service[tip.span]!]}</b> {trace.names[trace.name[tip.span]!]}
          <br />
          {duration(trace.duration[tip.span]!)} from {duration(trace.start[tip.span]!)}
        </div>
      )}
    </div>
  );
}

function draw(
  canvas: HTMLCanvasElement,
  trace: TraceModel,
  lineOf: Int32Array,
  lines: number,
  { from, length }: { from: number; length: number },
  matched: Uint8Array | undefined,
): void {
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  canvas.width = width * scale;
  canvas.height = lines * LINE * scale;
  const context = canvas.getContext('2d');
  if (!context || !width) return;
  context.scale(scale, scale);
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const colors = trace.services.map(colorOf);
  const inks = trace.services.map(inkOn);
  const error = themeColor('--error');
  for (let span = 0; span < trace.size; span++) {
    const line = lineOf[span]!;
    if (line >= lines) continue;
    const left = ((trace.start[span]! - from) * width) / length;
    const right = left + (trace.duration[span]! * width) / length;
    if (right < 0 || left > width) continue;
    const x = Math.max(0, left);
    const w = Math.max(1, Math.min(width, right) - x - 0.5);
    context.globalAlpha = matched && !matched[span] ? 0.2 : 1;
    context.fillStyle = colors[trace.service[span]!]!;
    context.fillRect(x, line * LINE, w, LINE - 1);
    if (trace.status[span] === 2) {
      context.fillStyle = error;
      context.fillRect(x, line * LINE + LINE - 4, w, 3);
    }
    if (w > 40) {
      context.save();
      context.beginPath();
      context.rect(x, line * LINE, w, LINE);
      context.clip();
      context.fillStyle = inks[trace.service[span]!]!;
      context.fillText(`${trace.names[trace.name[span]!]} ${duration(trace.duration[span]!)}`, x + 4, line * LINE + LINE / 2);
      context.restore();
    }
  }
}
