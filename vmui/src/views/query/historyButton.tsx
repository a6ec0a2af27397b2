// The queries that were run, those that were kept, and some to begin with.
import { KeptButton } from '../../components/keptButton';
import { favourites, ran } from '../../util/kept';

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
  return (
    <KeptButton
      label="History"
      keep="Keep this query"
      present={draft}
      into={favourites}
      lists={[
        { title: 'Kept', texts: favourites },
        { title: 'Run before', texts: ran },
        { title: 'Examples', texts: EXAMPLES },
      ]}
      onChoose={onChoose}
    />
  );
}
