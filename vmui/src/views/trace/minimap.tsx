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

/** Draws each span as a line; of a large trace those that fall on the same pixels are drawn once. */
function draw(canvas: HTMLCanvasElement, trace: TraceModel): void {
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  const context = canvas.getContext('2d');
  if (!context || !width) return;
  context.scale(scale, scale);
  const colors = trace.services.map(colorOf);
  const error = themeColor('--error');
  const line = Math.max(1, Math.min(4, (HEIGHT - 4) / Math.max(1, trace.size)));
  const drawn = new Set<number>();
  for (let span = 0; span < trace.size; span++) {
    const x = (trace.start[span]! * width) / Math.max(1, trace.length);
    const length = Math.max(1, (trace.duration[span]! * width) / Math.max(1, trace.length));
    const y = 2 + Math.floor((span * (HEIGHT - 4)) / trace.size);
    const key = (y * 4096 + Math.floor(x)) * 4096 + Math.ceil(length);
    const isError = trace.status[span] === 2;
    if (drawn.has(key) && !isError) continue;
    drawn.add(key);
    context.fillStyle = isError ? error : colors[trace.service[span]!]!;
    context.fillRect(x, y, length, line);
  }
}
