// Rate, errors and durations over time. The charts load after the tables.
import { useMemo } from 'preact/hooks';
import { lazy } from '../../components/lazy';
import type { Dot } from '../../components/chart';
import { Panel } from '../../components/panel';
import { Answered } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { type Exemplar, type Exemplars, exemplars } from '../../search/exemplars';
import { type RedLines, redLines, redLinesQuery } from '../../search/red';
import { useScene } from '../../state/context';
import { link } from '../../state/route';
import { count, duration } from '../../util/format';

const Chart = lazy(() => import('../../components/chart').then((module) => module.default));
const HEIGHT = 130;

export function RedCharts({ filter, title }: { filter: string; title: string }) {
  const { span } = useScene();
  const answer = useAsk((ask) => redLines(filter, span, ask), [filter, span]);
  const dots = useAsk((ask) => exemplars(filter, span, ask), [filter, span]);
  return (
    <Panel title={title} query={redLinesQuery(filter, span)}>
      <Answered answer={answer}>{(found) => <Charts found={found} dots={dots.value} />}</Answered>
    </Panel>
  );
}

/** A failed span lies on the line of the errors, a slow one at its own duration. */
function dotsOf({ slowest, failed }: Exemplars, { times, errors }: RedLines): { errors: Dot[]; durations: Dot[] } {
  const width = (times[1] ?? Infinity) - (times[0] ?? 0);
  const errorsAt = (time: number): number => errors[Math.floor((time - (times[0] ?? 0)) / width)] ?? 0;
  const dot = ({ time, traceId, spanId, service, name, duration: nanos }: Exemplar, value: number): Dot => ({
    time,
    value,
    href: link(`/trace/${traceId}`, { span: spanId }),
    title: `Open the trace of ${service} ${name}, ${duration(nanos)}`,
  });
  return { errors: failed.map((each) => dot(each, errorsAt(each.time))), durations: slowest.map((each) => dot(each, each.duration)) };
}

function Charts({ found, dots }: { found: RedLines; dots: Exemplars | undefined }) {
  const { times, calls, errors, quantiles } = found;
  const lines = useMemo(
    () => ({
      calls: [{ name: 'calls', values: calls }],
      errors: [{ name: 'errors', values: errors }],
      durations: (['p50', 'p90', 'p99'] as const).map((name) => ({ name, values: quantiles[name] })),
    }),
    [found],
  );
  const examples = useMemo(() => dots && dotsOf(dots, found), [dots, found]);
  return (
    <div class="columns red">
      <figure>
        <figcaption>Spans per second</figcaption>
        <Chart kind="lines" height={HEIGHT} times={times} lines={lines.calls} format={perSecond} legend={false} />
      </figure>
      <figure>
        <figcaption>Errors per second; a dot is the trace of one</figcaption>
        <Chart kind="lines" height={HEIGHT} times={times} lines={lines.errors} format={perSecond} legend={false} dots={examples?.errors} />
      </figure>
      <figure>
        <figcaption>
          Duration: <i class="p50" /> p50 <i class="p90" /> p90 <i class="p99" /> p99; a dot is the slowest trace
        </figcaption>
        <Chart kind="lines" height={HEIGHT} times={times} lines={lines.durations} format={duration} legend={false} dots={examples?.durations} />
      </figure>
    </div>
  );
}

function perSecond(value: number): string {
  return count(Math.round(value * 1000) / 1000);
}
