// Questions to begin with. A click puts one into the editor, to be read and changed before it runs.
import { useState } from 'preact/hooks';
import { Modal } from '../../components/modal';

interface Example {
  readonly asks: string;
  readonly query: string;
}

const GROUPS: readonly { readonly title: string; readonly examples: readonly Example[] }[] = [
  {
    title: 'Find spans',
    examples: [
      { asks: 'Slow spans, the slowest first', query: 'duration:>500ms | sort by (duration desc) limit 100 | fields _time, trace_id, "resource_attr:service.name", name, duration' },
      { asks: 'What failed in one service', query: '{resource_attr:service.name="checkout"} status_code:=2' },
      { asks: 'Requests answered with a server error', query: '"span_attr:http.response.status_code":>=500' },
      { asks: 'Text anywhere in a field', query: '"span_attr:db.query.text":~"(?i)select .* for update"' },
    ],
  },
  {
    title: 'Count and compare',
    examples: [
      { asks: 'Errors by service and operation', query: 'status_code:=2 | stats by ("resource_attr:service.name", name) count() errors | sort by (errors desc)' },
      { asks: 'Slowest operations of servers by the 99th percentile', query: 'kind:=2 | stats by (name) quantile(0.99, duration) p99, count() calls | sort by (p99 desc) limit 20' },
      { asks: 'Time spent in databases', query: '"span_attr:db.system.name":* | stats by ("span_attr:db.system.name", name) count() calls, sum(duration) nanos | sort by (nanos desc)' },
      { asks: 'The most frequent exceptions', query: '"event:event_attr:exception.type:0":* | top 10 by ("event:event_attr:exception.type:0")' },
      { asks: 'The values of all attributes of what failed', query: 'status_code:=2 | facets 10' },
    ],
  },
  {
    title: 'Over time, for the Chart view',
    examples: [
      { asks: 'Spans of each kind by minute', query: '* | stats by (_time:1m, kind) count() spans' },
      { asks: 'The median and the slowest percent', query: 'kind:=2 | stats by (_time:1m) quantile(0.5, duration) p50, quantile(0.99, duration) p99' },
      { asks: 'Share of requests that fail', query: 'kind:=2 | stats by (_time:5m) count() calls, count() if (status_code:=2) errors | math errors / calls * 100 as percent | fields _time, percent' },
    ],
  },
  {
    title: 'Whole traces',
    examples: [
      { asks: 'Traces with many spans', query: '* | stats by (trace_id) count() spans, max(duration) longest | sort by (spans desc) limit 20' },
      { asks: 'All spans of the traces in which a payment failed', query: 'trace_id:in({resource_attr:service.name="payment"} status_code:=2 | fields trace_id)' },
    ],
  },
];

export function ExamplesButton({ onChoose }: { onChoose(query: string): void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button class="plain" onClick={() => setOpen(true)}>
        Examples
      </button>
      {open && (
        <Modal title="Examples" close={() => setOpen(false)}>
          {GROUPS.map(({ title, examples }) => (
            <section key={title} class="examples">
              <h3>{title}</h3>
              {examples.map(({ asks, query }) => (
                <button
                  key={query}
                  class="example"
                  title="Into the editor"
                  onClick={() => {
                    setOpen(false);
                    onChoose(query);
                  }}
                >
                  <span>{asks}</span>
                  <code>{query}</code>
                </button>
              ))}
            </section>
          ))}
        </Modal>
      )}
    </>
  );
}
