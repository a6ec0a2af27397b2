// Opens traces from files or the clipboard and lists them when there are several.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Panel } from '../../components/panel';
import { Empty } from '../../components/states';
import { Table } from '../../components/table';
import { go, link } from '../../state/route';
import { TraceBuilder, type TraceModel } from '../../trace/model';
import { openText, openedTrace } from '../../trace/opened';
import { duration } from '../../util/format';

/** What was opened last: traces, or why not. */
export interface Opened {
  readonly traces: readonly TraceModel[];
  readonly failure: string;
}

function open(text: string): Opened {
  const traces = openText(text).map((id) => {
    const builder = new TraceBuilder();
    for (const row of openedTrace(id) ?? []) builder.add(row);
    return builder.build(id);
  });
  if (traces.length === 1) go(link(`/trace/${traces[0]!.id}`));
  return { traces, failure: '' };
}

/** The button that opens files; JSON that is pasted or dropped on the page is opened, too. */
export function OpenButton({ onOpened }: { onOpened(opened: Opened): void }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (text: string): void => {
    try {
      onOpened(open(text));
    } catch (e) {
      onOpened({ traces: [], failure: (e as Error).message });
    }
  };
  const takeFile = (file: File | undefined): void => {
    if (file) void file.text().then(take);
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text') ?? '';
      const typing = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable=true]');
      if (!typing && /^\s*[[{]/.test(text)) take(text);
    };
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      takeFile(event.dataTransfer?.files[0]);
    };
    addEventListener('paste', paste);
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('paste', paste);
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
  return (
    <>
      <button type="button" title="JSON of Jaeger, Zipkin or OTLP; pasting or dropping it here does the same" onClick={() => input.current?.click()}>
        Open file…
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File with traces"
        accept=".json,.jsonl,.ndjson,.txt"
        onChange={(event) => {
          takeFile(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

export function OpenedPanel({ opened }: { opened: Opened | undefined }) {
  const [shown, setShown] = useState<Opened | undefined>();
  useEffect(() => setShown(opened), [opened]);
  if (!shown || (!shown.failure && shown.traces.length < 2)) return null;
  return (
    <Panel title="From a file" actions={<button onClick={() => setShown(undefined)}>Close</button>}>
      {shown.failure ? (
        <Empty title="No trace was read">
          <p>{shown.failure}</p>
        </Empty>
      ) : (
        <Table
          rows={shown.traces}
          keyOf={(trace) => trace.id}
          onRow={(trace) => go(link(`/trace/${trace.id}`))}
          columns={[
            {
              title: 'Trace',
              cell: (trace) => (
                <a href={link(`/trace/${trace.id}`)} onClick={(event) => event.stopPropagation()}>
                  {trace.services[trace.service[0]!]} {trace.names[trace.name[0]!]}
                </a>
              ),
            },
            { title: 'Spans', align: 'right', cell: (trace) => trace.size, order: (trace) => trace.size },
            { title: 'Duration', align: 'right', cell: (trace) => duration(trace.length), order: (trace) => trace.length },
            { title: 'Id', cell: (trace) => <span class="mono">{trace.id}</span> },
          ]}
        />
      )}
    </Panel>
  );
}
