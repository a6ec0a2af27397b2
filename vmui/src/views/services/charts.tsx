// Rate, errors and durations over time. The charts load after the tables.
import { useMemo } from 'preact/hooks';
import { lazy } from '../../components/lazy';
import { Panel } from '../../components/panel';
import { Answered } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { type RedLines, redLines, redLinesQuery } from '../../search/red';
import { useScene } from '../../state/context';
import { count, duration } from '../../util/format';

const Chart = lazy(() => import('../../components/chart').then((module) => module.default));
const HEIGHT = 130;

export function RedCharts({ filter, title }: { filter: string; title: string }) {
  const { span } = useScene();
  const answer = useAsk((ask) => redLines(filter, span, ask), [filter, span]);
  return (
    <Panel title={title} query={redLinesQuery(filter, span)}>
      <Answered answer={answer}>{(found) => <Charts found={found} />}</Answered>
    </Panel>
  );
}

function Charts({ found }: { found: RedLines }) {
  const { times, calls, errors, quantiles } = found;
  const lines = useMemo(
    () => ({
      calls: [{ name: 'calls', values: calls }],
      errors: [{ name: 'errors', values: errors }],
      durations: (['p50', 'p90', 'p99'] as const).map((name) => ({ name, values: quantiles[name] })),
    }),
    [found],
  );
  return (
    <div class="columns red">
      <figure>
        <figcaption>Spans per second</figcaption>
        <Chart kind="lines" height={HEIGHT} times={times} lines={lines.calls} format={perSecond} legend={false} />
      </figure>
      <figure>
        <figcaption>Errors per second</figcaption>
        <Chart kind="lines" height={HEIGHT} times={times} lines={lines.errors} format={perSecond} legend={false} />
      </figure>
      <figure>
        <figcaption>
          Duration: <i class="p50" /> p50 <i class="p90" /> p90 <i class="p99" /> p99
        </figcaption>
        <Chart kind="lines" height={HEIGHT} times={times} lines={lines.durations} format={duration} legend={false} />
      </figure>
    </div>
  );
}

function perSecond(value: number): string {
  return count(Math.round(value * 1000) / 1000);
}
