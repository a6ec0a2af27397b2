// A small line without axes: how a number went over the time range.

interface SparklineProps {
  readonly values: readonly number[];
  readonly title: string;
  readonly kind?: 'error';
}

const WIDTH = 96;
const HEIGHT = 22;

export function Sparkline({ values, title, kind }: SparklineProps) {
  const most = Math.max(...values, 0);
  if (values.length < 2 || most === 0) return <svg class="sparkline" width={WIDTH} height={HEIGHT} aria-hidden="true" />;
  const x = (i: number): string => ((i * WIDTH) / (values.length - 1)).toFixed(1);
  const y = (value: number): string => (HEIGHT - 2 - (value * (HEIGHT - 4)) / most).toFixed(1);
  const points = values.map((value, i) => `${x(i)},${y(value)}`).join(' ');
  return (
    <svg class={`sparkline ${kind ?? ''}`} width={WIDTH} height={HEIGHT} role="img" aria-label={title}>
      <title>{title}</title>
      <polygon points={`0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}`} />
      <polyline points={points} />
    </svg>
  );
}
