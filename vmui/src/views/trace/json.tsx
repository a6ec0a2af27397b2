// The trace as the server has it, to read, copy and download.
import { Answered } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { loadSpans } from '../../trace/load';
import type { TraceModel } from '../../trace/model';
import { copyText, download } from '../../util/copy';

const SHOWN_MAX = 200;
const SPANS_MAX = 100_000;

export function JsonTab({ trace }: { trace: TraceModel }) {
  const answer = useAsk((ask) => loadSpans(trace.id, ask, SPANS_MAX), [trace.id]);
  return (
    <Answered answer={answer}>
      {(found) => {
        const text = (): string => JSON.stringify(found, null, 1);
        return (
          <div class="body">
            <div class="form">
              <button onClick={() => copyText(text())}>Copy all</button>
              <button onClick={() => download(`trace-${trace.id}.json`, text(), 'application/json')}>Download</button>
              {found.length > SHOWN_MAX && (
                <span class="dim">
                  The first {SHOWN_MAX} of {found.length} spans
                </span>
              )}
            </div>
            <pre class="code">{JSON.stringify(found.slice(0, SHOWN_MAX), null, 1)}</pre>
          </div>
        );
      }}
    </Answered>
  );
}
