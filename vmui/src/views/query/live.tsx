// Spans as they arrive.
import { useEffect, useState } from 'preact/hooks';
import { type Row, lines } from '../../api/http';
import { Empty, Failure } from '../../components/states';
import { useScene } from '../../state/context';
import { filterPart } from '../query';
import { RowLine } from './group';

const ROWS_KEPT = 500;
const RETRY_MILLIS = 2000;

export function LiveView({ query }: { query: string }) {
  const { tenant } = useScene();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [paused, setPaused] = useState(false);
  const [error, setError] = useState<Error | undefined>(undefined);
  const filter = filterPart(query);
  useEffect(() => {
    if (paused) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      lines('logsql/tail', { query: filter }, { tenant, signal: abort.signal }, (some) => {
        setError(undefined);
        setRows((last) => [...[...some].reverse(), ...last].slice(0, ROWS_KEPT));
      }).then(
        () => (timer = setTimeout(follow, RETRY_MILLIS)),
        (reason: Error) => {
          if (abort.signal.aborted) return;
          setError(reason);
          timer = setTimeout(follow, RETRY_MILLIS);
        },
      );
    };
    follow();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [filter, paused, tenant.accountID, tenant.projectID]);
  return (
    <>
      <div class="form">
        <button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? 'Go on' : 'Pause'}
        </button>
        <button onClick={() => setRows([])}>Clear</button>
        <span class="dim">The newest {ROWS_KEPT} are kept.</span>
      </div>
      {error && <Failure error={error} />}
      <div class="live" data-testid="live">
        {rows.length === 0 && !error && !paused && <Empty title="Waiting for spans to arrive…" />}
        {rows.map((row, i) => (
          <RowLine key={`${row['span_id'] ?? ''}${row['_time'] ?? ''}${i}`} row={row} />
        ))}
      </div>
    </>
  );
}
