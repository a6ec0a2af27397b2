// The whole trace at a glance; dragging chooses what the waterfall shows.
import { useEffect, useRef } from 'preact/hooks';
import type { TraceModel } from '../../trace/model';
import { colorOf, themeColor } from '../../util/color';
import type { Window } from './timeline';

const HEIGHT = 64;

interface MinimapProps {
  readonly trace: TraceModel;
  readonly window: Window;
  onWindow(window: Window): void;
}

export function Minimap({ trace, window, onWindow }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pressedAt = useRef<number | undefined>(undefined);
  const whole = Math.max(1, trace.length);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const redraw = (): void => draw(element, trace);
    const observer = new ResizeObserver(redraw);
    observer.observe(element);
    addEventListener('themechange', redraw);
    return () => {
      observer.disconnect();
      removeEventListener('themechange', redraw);
    };
  }, [trace]);
  const at = (event: PointerEvent): number => {
    const box = canvas.current!.getBoundingClientRect();
    return (Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * whole);
  };
  return (
    <div
      class="minimap"
      title="Drag to zoom, double-click for the whole trace"
      onPointerDown={(event) => {
        pressedAt.current = at(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const from = pressedAt.current;
        if (from === undefined) return;
        const to = at(event);
        if (Math.abs(to - from) > whole / 300) onWindow({ from: Math.min(from, to), to: Math.max(from, to) });
      }}
      onPointerUp={() => (pressedAt.current = undefined)}
      onDblClick={() => onWindow({ from: 0, to: whole })}
    >
      <canvas ref={canvas} height={HEIGHT} />
      <div class="veil" style={{ left: 0, width: `${(window.from * 100) / whole}%` }} />
      <div class="veil" style={{ right: 0, width: `${100 - (window.to * 100) / whole}%` }} />
    </div>
  );
}

const NONE = 0;
const ERROR = 1;
const FIRST_SERVICE = 2;

/** Draws each span as a line. The spans of a large trace share lines: what is drawn is bounded by pixels, not by spans. */
function draw(canvas: HTMLCanvasElement, trace: TraceModel): void {
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  const context = canvas.getContext('2d');
  if (!context || !width || !trace.size) return;
  context.scale(scale, scale);
  const lines = Math.min(trace.size, HEIGHT - 4);
  const cells = paint(trace, lines, width);
  const colors = ['', themeColor('--error'), ...trace.services.map(colorOf)];
  const step = (HEIGHT - 4) / lines;
  for (let line = 0; line < lines; line++) {
    for (let x = 0; x < width; ) {
      const color = cells[line * width + x]!;
      let end = x + 1;
      while (end < width && cells[line * width + end] === color) end++;
      if (color !== NONE) {
        context.fillStyle = colors[color]!;
        context.fillRect(x, 2 + line * step, end - x, Math.max(1, Math.min(4, step)));
      }
      x = end;
    }
  }
}

/** The color of each pixel of each line; errors win over what lies on the same pixels. */
function paint(trace: TraceModel, lines: number, width: number): Uint16Array {
  const cells = new Uint16Array(lines * width);
  const perNano = width / Math.max(1, trace.length);
  for (const errors of [false, true]) {
    for (let span = 0; span < trace.size; span++) {
      if ((trace.status[span] === 2) !== errors) continue;
      const from = Math.min(width - 1, Math.floor(trace.start[span]! * perNano));
      const until = Math.min(width, Math.max(from + 1, Math.ceil((trace.start[span]! + trace.duration[span]!) * perNano)));
      const line = Math.floor((span * lines) / trace.size) * width;
      cells.fill(errors ? ERROR : FIRST_SERVICE + trace.service[span]!, line + from, line + until);
    }
  }
  return cells;
}
