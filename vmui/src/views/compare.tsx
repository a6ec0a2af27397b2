// Two traces side by side: which spans only one of them has, and where the time differs.
import { useMemo } from 'preact/hooks';
import { Service, SpanName } from '../components/service';
import { Answered, Empty } from '../components/states';
import { useAsk } from '../components/useAsk';
import { VirtualRows } from '../components/virtualRows';
import { go, link } from '../state/route';
import { diff } from '../trace/diff';
import { loadTrace } from '../trace/load';
import type { TraceModel } from '../trace/model';
import { duration } from '../util/format';
import './trace/trace.css';

const ROW_HEIGHT = 26;

export function Compare({ a, b }: { a: string; b: string }) {
  const answer = useAsk(
    async (ask) => Promise.all([loadTrace(a, ask, () => undefined), loadTrace(b, ask, () => undefined)]),
    [a, b],
  );
  if (!a || !b) return <Empty title="Choose two traces in the list of traces to compare them" />;
  return (
    <section class="panel" aria-label="Comparison">
      <header>
        <h1>Compare</h1>
        <div class="actions">
          <button onClick={() => go(link(`/compare/${b}/${a}`))}>Swap</button>
        </div>
      </header>
      <Answered answer={answer}>
        {([first, second]) =>
          first.size && second.size ? (
            <Difference a={first} b={second} />
          ) : (
            <Empty title={`Trace ${first.size ? b : a} is not stored`} />
          )
        }
      </Answered>
    </section>
  );
}

function Difference({ a, b }: { a: TraceModel; b: TraceModel }) {
  const pairs = useMemo(() => diff(a, b), [a, b]);
  const onlyA = pairs.filter((pair) => pair.b < 0).length;
  const onlyB = pairs.filter((pair) => pair.a < 0).length;
  return (
    <>
      <div class="facts">
        <Side title="A" trace={a} />
        <Side title="B" trace={b} />
        <div>
          <span class="name">Spans</span>
          <b>
            {pairs.length - onlyA - onlyB} in both, {onlyA} only in A, {onlyB} only in B
          </b>
        </div>
      </div>
      <div class="diff-row diff-head">
        <span>Service and operation</span>
        <span class="both-head">
          <i class="a" /> A above, <i class="b" /> B below, up to {duration(Math.max(a.length, b.length))}
        </span>
        <span class="right">A</span>
        <span class="right">B</span>
        <span class="right">B − A</span>
      </div>
      <div class="split tall">
        <VirtualRows
          label="Spans of both traces"
          count={pairs.length}
          rowHeight={ROW_HEIGHT}
          render={(index) => <PairRow key={index} a={a} b={b} pair={pairs[index]!} />}
        />
      </div>
    </>
  );
}

function Side({ title, trace }: { title: string; trace: TraceModel }) {
  return (
    <div>
      <span class="name">{title}</span>
      <a href={link(`/trace/${trace.id}`)}>
        <Service name={trace.services[trace.service[0]!]!} /> {trace.names[trace.name[0]!]}
      </a>
      <span>
        <b>{duration(trace.length)}</b> <span class="mono dim">{trace.id}</span>
      </span>
    </div>
  );
}

function PairRow({ a, b, pair }: { a: TraceModel; b: TraceModel; pair: { a: number; b: number; depth: number } }) {
  const trace = pair.a >= 0 ? a : b;
  const span = pair.a >= 0 ? pair.a : pair.b;
  const service = trace.services[trace.service[span]!]!;
  const change = pair.a >= 0 && pair.b >= 0 ? b.duration[pair.b]! - a.duration[pair.a]! : undefined;
  const longest = Math.max(1, a.length, b.length);
  const weight = longest / 100;
  const tone = change === undefined || Math.abs(change) < weight ? 'dim' : change > 0 ? 'slower' : 'faster';
  return (
    <div
      class={`diff-row${pair.b < 0 ? ' only-a' : pair.a < 0 ? ' only-b' : ''}`}
      style={{ height: `${ROW_HEIGHT}px` }}
      role="treeitem"
      aria-level={pair.depth + 1}
    >
      <span class="names" style={{ paddingLeft: `${Math.min(pair.depth, 30) * 14}px` }}>
        <SpanName service={service} name={trace.names[trace.name[span]!]!} />
        {pair.b < 0 && <span class="chip">only in A</span>}
        {pair.a < 0 && <span class="chip">only in B</span>}
      </span>
      <span class="both">
        <Stretch trace={a} span={pair.a} longest={longest} side="a" />
        <Stretch trace={b} span={pair.b} longest={longest} side="b" />
      </span>
      <SpanTime trace={a} span={pair.a} />
      <SpanTime trace={b} span={pair.b} />
      <span class={`right ${tone}`}>
        {change === undefined ? '' : `${change > 0 ? '+' : change < 0 ? '−' : ''}${duration(Math.abs(change))}`}
      </span>
    </div>
  );
}

/** When a span ran, on the one time axis that both traces have. */
function Stretch({ trace, span, longest, side }: { trace: TraceModel; span: number; longest: number; side: 'a' | 'b' }) {
  if (span < 0) return null;
  return <i class={side} style={{ left: `${(100 * trace.start[span]!) / longest}%`, width: `max(2px, ${(100 * trace.duration[span]!) / longest}%)` }} />;
}

function SpanTime({ trace, span }: { trace: TraceModel; span: number }) {
  if (span < 0) return <span class="right dim">–</span>;
  return (
    <a class={`right ${trace.status[span] === 2 ? 'error' : ''}`} href={link(`/trace/${trace.id}`, { span: trace.spanIds[span]! })}>
      {trace.status[span] === 2 ? '! ' : ''}
      {duration(trace.duration[span]!)}
    </a>
  );
}
