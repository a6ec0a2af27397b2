// The trace as the server has it, to read, copy and download.
import type { Row } from '../../api/http';
import { Answered } from '../../components/states';
import { JsonRows } from '../../components/jsonRows';
import { useAsk } from '../../components/useAsk';
import { loadSpans } from '../../trace/load';
import type { TraceModel } from '../../trace/model';
import { copyText, download } from '../../util/copy';

const SPANS_MAX = 100_000;

export function JsonTab({ trace }: { trace: TraceModel }) {
  const answer = useAsk((ask) => loadSpans(trace.id, ask, SPANS_MAX), [trace.id]);
  return <Answered answer={answer}>{(found) => <Json trace={trace} rows={found} />}</Answered>;
}

function Json({ trace, rows }: { trace: TraceModel; rows: readonly Row[] }) {
  const text = (): string => JSON.stringify(rows, null, 1);
  return (
    <>
      <div class="form">
        <button onClick={() => copyText(text())}>Copy all</button>
        <button onClick={() => download(`trace-${trace.id}.json`, text(), 'application/json')}>Download</button>
        {rows.length >= SPANS_MAX && <span class="dim">The first {SPANS_MAX} spans of the trace</span>}
      </div>
      <JsonRows rows={rows} label="JSON of the spans" />
    </>
  );
}
