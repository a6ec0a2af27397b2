// The trace as the server has it, to read, copy and download.
import { useMemo } from 'preact/hooks';
import type { Row } from '../../api/http';
import { Answered } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { VirtualRows } from '../../components/virtualRows';
import { jsonLines } from '../../trace/jsonLines';
import { loadSpans } from '../../trace/load';
import type { TraceModel } from '../../trace/model';
import { copyText, download } from '../../util/copy';

const LINE_HEIGHT = 18;
const SPANS_MAX = 100_000;

export function JsonTab({ trace }: { trace: TraceModel }) {
  const answer = useAsk((ask) => loadSpans(trace.id, ask, SPANS_MAX), [trace.id]);
  return <Answered answer={answer}>{(found) => <Json trace={trace} rows={found} />}</Answered>;
}

function Json({ trace, rows }: { trace: TraceModel; rows: readonly Row[] }) {
  const lines = useMemo(() => jsonLines(rows), [rows]);
  const text = (): string => JSON.stringify(rows, null, 1);
  return (
    <>
      <div class="form">
        <button onClick={() => copyText(text())}>Copy all</button>
        <button onClick={() => download(`trace-${trace.id}.json`, text(), 'application/json')}>Download</button>
        {rows.length >= SPANS_MAX && <span class="dim">The first {SPANS_MAX} spans of the trace</span>}
      </div>
      <div class="split tall">
        <VirtualRows
          class="json"
          label="JSON of the spans"
          count={lines.count}
          rowHeight={LINE_HEIGHT}
          render={(index) => (
            <div key={index} class="json-line" role="treeitem" style={{ height: `${LINE_HEIGHT}px` }}>
              {lines.line(index)}
            </div>
          )}
        />
      </div>
    </>
  );
}
