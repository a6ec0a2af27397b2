// Draws the heatmap with the distribution of durations beside it. A box dragged over it becomes the
// selection of the address, a click opens a trace.
import { useEffect, useRef, useState } from 'preact/hooks';
import { all, rows } from '../../api/logsql';
import { type Heatmap, rowSums } from '../../search/heatmap';
import { useScene } from '../../state/context';
import { go, link, setParams, useRoute } from '../../state/route';
import { dateTime, step } from '../../state/time';
import { themeColor } from '../../util/color';
import { count, duration } from '../../util/format';
import { boxFilter, boxText, parseBox } from '../../search/box';

const LEFT = 64;
const BOTTOM = 22;
/** The gap before the distribution. */
const GAP = 12;

/** The room for the distribution at the right, less of it on a phone. */
function rightOf(width: number): number {
  return width < 500 ? 48 : 84;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

export function HeatmapView({ grid, filter }: { grid: Heatmap; filter: string }) {
  const { zone, tenant } = useScene();
  const { params } = useRoute();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pressed, setPressed] = useState<Corner | undefined>(undefined);
  const [current, setCurrent] = useState<Corner | undefined>(undefined);
  const rowCount = grid.edges.length - 1;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const redraw = (): void => draw(element, grid, zone);
    const observer = new ResizeObserver(redraw);
    observer.observe(element);
    addEventListener('themechange', redraw);
    return () => {
      observer.disconnect();
      removeEventListener('themechange', redraw);
    };
  }, [grid, zone]);
  const corner = (event: PointerEvent): Corner => {
    const box = canvas.current!.getBoundingClientRect();
    return {
      x: Math.max(LEFT, Math.min(box.width - rightOf(box.width), event.clientX - box.left)),
      y: Math.max(0, Math.min(box.height - BOTTOM, event.clientY - box.top)),
    };
  };
  const cell = (at: Corner): { column: number; row: number } => {
    const box = canvas.current!;
    return {
      column: Math.min(grid.columns - 1, Math.floor(((at.x - LEFT) * grid.columns) / Math.max(1, box.clientWidth - LEFT - rightOf(box.clientWidth)))),
      row: Math.min(rowCount - 1, Math.floor(((box.clientHeight - BOTTOM - at.y) * rowCount) / Math.max(1, box.clientHeight - BOTTOM))),
    };
  };
  const open = ({ column, row }: { column: number; row: number }): void => {
    if (!grid.counts[column * rowCount + row]) return;
    const start = grid.start + column * grid.width;
    const box = { start, end: start + grid.width, shortest: grid.edges[row]!, longest: grid.edges[row + 1]! };
    // Where some failed, one of those is wanted; what goes wrong here shows when the traces are searched.
    rows(`${all(filter, boxFilter(box))} | sort by (status_code desc, _time desc) limit 1 | fields trace_id, span_id`, undefined, { tenant }).then(
      ([span]) => span && go(link(`/trace/${span['trace_id'] ?? ''}`, { span: span['span_id'] })),
      () => undefined,
    );
  };
  const finish = (): void => {
    if (pressed && current && Math.abs(pressed.x - current.x) <= 4 && Math.abs(pressed.y - current.y) <= 4) open(cell(pressed));
    else if (pressed && current) {
      const [a, b] = [cell(pressed), cell(current)];
      const from = Math.min(a.column, b.column);
      const to = Math.max(a.column, b.column) + 1;
      const low = Math.max(0, Math.min(a.row, b.row));
      const high = Math.max(a.row, b.row) + 1;
      setParams({
        box: boxText({
          start: grid.start + from * grid.width,
          end: grid.start + to * grid.width,
          shortest: grid.edges[low]!,
          longest: grid.edges[high]!,
        }),
      });
    }
    setPressed(undefined);
    setCurrent(undefined);
  };
  const over = !pressed && current ? cell(current) : undefined;
  const at = over ? over.column * rowCount + over.row : -1;
  return (
    <div
      class="heatmap"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setPressed(corner(event));
        setCurrent(corner(event));
      }}
      onPointerMove={(event) => setCurrent(corner(event))}
      onPointerUp={finish}
      onPointerLeave={() => setCurrent(undefined)}
    >
      <canvas ref={canvas} role="img" aria-label="Spans by time and duration" data-testid="heatmap" />
      {pressed && current ? (
        <div
          class="box"
          style={{
            left: `${Math.min(pressed.x, current.x) + 14}px`,
            top: `${Math.min(pressed.y, current.y) + 10}px`,
            width: `${Math.abs(pressed.x - current.x)}px`,
            height: `${Math.abs(pressed.y - current.y)}px`,
          }}
        />
      ) : (
        <Chosen text={params.get('box')} grid={grid} canvas={canvas.current} />
      )}
      <p class="hint">
        {over
          ? `${dateTime(grid.start + over.column * grid.width, zone)}, ${over.row ? `${duration(grid.edges[over.row]!)} to` : 'up to'} ${duration(grid.edges[over.row + 1]!)}: ${count(grid.counts[at] ?? 0)} spans, ${count(grid.errors[at] ?? 0)} errors`
          : 'The stronger the colour, the more spans; errors are red. Click to open a trace, drag a box to see what is different about the spans in it.'}
      </p>
    </div>
  );
}

/** The box of the address on the grid. */
function Chosen({ text, grid, canvas }: { text: string | null; grid: Heatmap; canvas: HTMLCanvasElement | null }) {
  const box = text ? parseBox(text) : undefined;
  if (!box || !canvas) return null;
  const width = canvas.clientWidth - LEFT - rightOf(canvas.clientWidth);
  const height = canvas.clientHeight - BOTTOM;
  const x = (millis: number): number => LEFT + ((millis - grid.start) * width) / (grid.columns * grid.width);
  const y = (nanos: number): number => {
    const row = grid.edges.findIndex((edge) => edge >= nanos);
    return height - ((row < 0 ? grid.edges.length - 1 : row) * height) / (grid.edges.length - 1);
  };
  const left = Math.max(LEFT, x(box.start));
  const right = Math.min(LEFT + width, x(box.end));
  if (right <= left) return null;
  return (
    <div
      class="box"
      style={{
        left: `${left + 14}px`,
        top: `${y(box.longest) + 10}px`,
        width: `${right - left}px`,
        height: `${y(box.shortest) - y(box.longest)}px`,
      }}
    />
  );
}

function draw(canvas: HTMLCanvasElement, grid: Heatmap, zone: string): void {
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context || !width) return;
  context.scale(scale, scale);
  const rowCount = grid.edges.length - 1;
  const right = rightOf(width);
  const cellWidth = (width - LEFT - right) / grid.columns;
  const cellHeight = (height - BOTTOM) / rowCount;
  const accent = themeColor('--accent');
  const error = themeColor('--error');
  for (let column = 0; column < grid.columns; column++) {
    for (let row = 0; row < rowCount; row++) {
      const at = column * rowCount + row;
      const spans = grid.counts[at]!;
      if (!spans) continue;
      const x = LEFT + column * cellWidth;
      const y = height - BOTTOM - (row + 1) * cellHeight;
      context.globalAlpha = 0.15 + (0.85 * Math.log1p(spans)) / Math.log1p(grid.most);
      context.fillStyle = accent;
      context.fillRect(x, y, Math.max(1, cellWidth - 1), cellHeight - 1);
      const failed = grid.errors[at]!;
      if (failed) {
        context.globalAlpha = 1;
        context.fillStyle = error;
        const part = Math.max(2, (cellHeight - 1) * (failed / spans));
        context.fillRect(x, y + cellHeight - 1 - part, Math.max(1, cellWidth - 1), part);
      }
    }
  }
  distribution(context, grid, { from: width - right + GAP, to: width }, cellHeight, height);
  axes(context, grid, zone, width - right, height);
}

/** How many spans of the whole time are in each row. */
function distribution(context: CanvasRenderingContext2D, grid: Heatmap, place: { from: number; to: number }, cellHeight: number, height: number): void {
  const { spans, errors } = rowSums(grid);
  const scale = (place.to - place.from) / Math.max(1, ...spans);
  spans.forEach((sum, row) => {
    if (!sum) return;
    const y = height - BOTTOM - (row + 1) * cellHeight;
    context.globalAlpha = 0.55;
    context.fillStyle = themeColor('--accent');
    context.fillRect(place.from, y, Math.max(1, sum * scale), cellHeight - 1);
    context.globalAlpha = 1;
    context.fillStyle = themeColor('--error');
    context.fillRect(place.from, y, errors[row]! * scale, cellHeight - 1);
  });
  context.fillStyle = themeColor('--dim');
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'left';
  context.fillText('all', place.from, height - 8);
}

function axes(context: CanvasRenderingContext2D, grid: Heatmap, zone: string, width: number, height: number): void {
  const rowCount = grid.edges.length - 1;
  context.globalAlpha = 1;
  context.fillStyle = themeColor('--dim');
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const top = Math.log2(grid.edges[rowCount]!);
  const low = top - rowCount;
  for (let nanos = 1; nanos <= grid.edges[rowCount]!; nanos *= 10) {
    const y = height - BOTTOM - ((Math.log2(nanos) - low) * (height - BOTTOM)) / rowCount;
    if (y <= height - BOTTOM && y >= 7) context.fillText(duration(nanos), LEFT - 6, y);
  }
  context.textAlign = 'center';
  const length = grid.columns * grid.width;
  const between = step({ start: grid.start, end: grid.start + length }, Math.max(2, Math.floor((width - LEFT) / 110)));
  for (let at = Math.ceil(grid.start / between) * between; at < grid.start + length; at += between) {
    const text = dateTime(at, zone);
    const x = LEFT + ((at - grid.start) * (width - LEFT)) / length;
    context.fillText(length > 86_400_000 ? text.slice(5, 16) : text.slice(11, between < 60_000 ? 19 : 16), Math.max(LEFT + 20, Math.min(width - 20, x)), height - 8);
  }
}
