// Shows the queries that were run and those that were kept, to run them again.
import { useState } from 'preact/hooks';
import { useDismiss } from '../../components/useDismiss';
import { favourites, ran } from './history';

/** What to begin with. */
const EXAMPLES: readonly string[] = [
  'status_code:=2 | stats by ("resource_attr:service.name", name) count() errors | sort by (errors desc)',
  'kind:=2 | stats by (name) quantile(0.99, duration) p99, count() calls | sort by (p99 desc) limit 20',
  '* | stats by (_time:1m, kind) count() spans',
  'duration:>500ms | fields _time, trace_id, name, duration | sort by (duration desc) limit 100',
  '"span_attr:db.system.name":* | stats by ("span_attr:db.system.name", name) count() calls, sum(duration) nanos | sort by (nanos desc)',
  '"event:event_attr:exception.type:0":* | top 10 by ("event:event_attr:exception.type:0")',
];

interface HistoryProps {
  /** What can be kept now. */
  readonly draft: string;
  onChoose(query: string): void;
}

export function HistoryButton({ draft, onChoose }: HistoryProps) {
  const [open, setOpen] = useState(false);
  const box = useDismiss<HTMLSpanElement>(open, () => setOpen(false));
  const [, setChanges] = useState(0);
  const change = (act: () => void): void => {
    act();
    setChanges((count) => count + 1);
  };
  const list = (title: string, queries: readonly string[], remove?: (query: string) => void) =>
    queries.length > 0 && (
      <>
        <h3>{title}</h3>
        {queries.map((query) => (
          <div class="past" key={query}>
            <button
              class="plain mono cut"
              title={query}
              onClick={() => {
                setOpen(false);
                onChoose(query);
              }}
            >
              {query}
            </button>
            {remove && (
              <button class="plain" aria-label="Forget it" title="Forget it" onClick={() => change(() => remove(query))}>
                ✕
              </button>
            )}
          </div>
        ))}
      </>
    );
  return (
    <span class="history" ref={box}>
      <button class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        History
      </button>
      {open && (
        <div class="popup" role="dialog" aria-label="Queries of this browser">
          <button onClick={() => change(() => favourites.add(draft))}>☆ Keep this query</button>
          {list('Kept', favourites.all(), (query) => favourites.remove(query))}
          {list('Run before', ran.all(), (query) => ran.remove(query))}
          {list('Examples', EXAMPLES)}
        </div>
      )}
    </span>
  );
}
