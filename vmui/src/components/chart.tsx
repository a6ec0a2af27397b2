// Lines or stacked bars over time; dragging chooses a new time range or with Shift moves it, dots lead
// to a trace each.
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useScene } from '../state/context';
import { setParams } from '../state/route';
import { dateTime, rangeOf } from '../state/time';
import { colorOf, themeColor } from '../util/color';
import { count } from '../util/format';

/** The theme's colours of lines that mean the same everywhere. */
const KNOWN: Readonly<Record<string, string>> = {
  rows: '--accent', calls: '--accent', errors: '--error', p50: '--good', p90: '--accent', p99: '--error',
};

export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Without it, the colour that the name has everywhere. */
  readonly color?: string;
}

/** A dot that leads somewhere. */
export interface Dot {
  readonly time: number;
  readonly value: number;
  readonly href: string;
  readonly title: string;
}

const NO_DOTS: readonly Dot[] = [];

interface ChartProps {
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly kind: 'lines' | 'bars';
  readonly height?: number;
  readonly format?: (value: number) => string;
  /** Without it the colours must be told beside the chart. */
  readonly legend?: boolean;
  readonly dots?: readonly Dot[] | undefined;
}

export default function Chart({ times, lines, kind, height = 180, format = count, legend = true, dots = NO_DOTS }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { zone, span } = useScene();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let plot: uPlot | undefined;
    let pressed = { shift: false, left: 0 };
    const redraw = (): void => {
      plot?.destroy();
      plot = new uPlot(optionsOf(element.clientWidth), dataOf(times, lines, kind), element);
    };
    const optionsOf = (width: number): uPlot.Options => ({
      width: Math.max(200, width),
      height,
      ms: 1,
      tzDate: (millis) => (zone === 'local' ? new Date(millis) : uPlot.tzDate(new Date(millis), zone)),
      cursor: {
        drag: { x: true, y: false, setScale: false },
        bind: {
          mousedown: (self, _, handle) => (event: MouseEvent) => {
            pressed = { shift: event.shiftKey, left: self.cursor.left ?? 0 };
            return handle(event);
          },
        },
      },
      legend: { live: true, show: legend },
      scales: { x: { time: true }, y: { range: fromZero } },
      axes: [
        {
          stroke: themeColor('--dim'),
          grid: { stroke: themeColor('--line'), width: 1 },
          values: (_, moments) => momentLabels(moments, zone),
        },
        {
          stroke: themeColor('--dim'),
          grid: { stroke: themeColor('--line'), width: 1 },
          size: 60,
          space: 24,
          values: (_, values) => values.map(format),
        },
      ],
      series: [
        { label: 'Time', value: (_, millis) => (millis === null ? '–' : dateTime(millis, zone)) },
        // Stacked bars are drawn from the tallest to the lowest, so that each covers the one behind.
        ...(kind === 'bars' ? [...lines].reverse() : lines).map((line) => seriesOf(line, kind, times, format)),
      ],
      hooks: {
        draw: [(self) => placeDots(self, dots)],
        setSelect: [
          (self) => {
            if (self.select.width < 5) return;
            const from = self.posToVal(self.select.left, 'x');
            const to = self.posToVal(self.select.left + self.select.width, 'x');
            if (!pressed.shift) setParams({ ...rangeOf({ start: from, end: to }) });
            else {
              const by = (pressed.left > self.select.left + 1 ? from - to : to - from);
              setParams({ ...rangeOf({ start: span.start - by, end: span.end - by }) });
            }
          },
        ],
      },
    });
    redraw();
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== width) {
        width = element.clientWidth;
        plot?.setSize({ width: Math.max(200, width), height });
      }
    });
    observer.observe(element);
    addEventListener('themechange', redraw);
    return () => {
      observer.disconnect();
      removeEventListener('themechange', redraw);
      plot?.destroy();
    };
  }, [times, lines, kind, height, zone, span, dots]);
  return <div class="chart" ref={box} />;
}

/** The colour of a name on all charts. */
function lineColor(name: string): string {
  const known = KNOWN[name];
  return known ? themeColor(known) : colorOf(name);
}

/** Numbers are compared by the height above zero, so that it must be in sight. */
function fromZero(_: uPlot, low: number | null, high: number | null): [number, number] {
  return [Math.min(0, low ?? 0), high && high > 0 ? high * 1.08 : 1];
}

/** Dots above the scale lie on its upper edge: one slow trace must not flatten the lines. */
function placeDots(plot: uPlot, dots: readonly Dot[]): void {
  const [first, last] = [plot.scales['x']?.min ?? 0, plot.scales['x']?.max ?? 0];
  const links = dots.filter(({ time }) => time >= first && time <= last).map(({ time, value, href, title }) => {
    const link = document.createElement('a');
    link.className = 'dot';
    link.href = href;
    link.title = title;
    link.setAttribute('aria-label', title);
    link.style.left = `${plot.valToPos(time, 'x')}px`;
    link.style.top = `${Math.max(0, plot.valToPos(value, 'y'))}px`;
    // The chart takes what is pressed for the begin of a selection.
    link.addEventListener('mousedown', (event) => event.stopPropagation());
    return link;
  });
  plot.over.replaceChildren(...[...plot.over.children].filter((child) => child.className !== 'dot'), ...links);
}

/** Hours and minutes, with the month and day where a new day begins: whole dates would run into one another. */
function momentLabels(moments: readonly number[], zone: string): string[] {
  const isShort = (moments[1] ?? Infinity) - (moments[0] ?? 0) < 60_000;
  let day = '';
  return moments.map((moment) => {
    const text = dateTime(moment, zone);
    const isNew = text.slice(0, 10) !== day;
    day = text.slice(0, 10);
    const time = text.slice(11, isShort ? 19 : 16);
    return isNew ? `${time}\n${day.slice(5)}` : time;
  });
}

function seriesOf(line: Line, kind: 'lines' | 'bars', times: readonly number[], format: (value: number) => string): uPlot.Series {
  const color = line.color ?? lineColor(line.name);
  const values = new Map(times.map((time, i) => [time, line.values[i] ?? 0]));
  return {
    label: line.name || '(empty)',
    stroke: color,
    ...(kind === 'bars'
      ? { fill: color, paths: uPlot.paths.bars!({ size: [0.9, 60] }), points: { show: false } }
      : { width: 1.5, points: { size: 4, fill: color } }),
    value: (self, _, __, at) => (at === null ? '–' : format(values.get(self.data[0][at] as number) ?? 0)),
  };
}

/** For stacked bars each line stands on those before it. */
function dataOf(times: readonly number[], lines: readonly Line[], kind: 'lines' | 'bars'): uPlot.AlignedData {
  if (kind === 'lines') return [times as number[], ...lines.map((line) => line.values as (number | null)[])];
  const sums = new Array<number>(times.length).fill(0);
  const stacked = lines.map((line) => line.values.map((value, i) => (sums[i] = sums[i]! + (value ?? 0))));
  return [times as number[], ...stacked.reverse()];
}
