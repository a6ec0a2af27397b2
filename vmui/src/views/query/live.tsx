// Spans as they arrive, of many at once only the newest.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Row, lines } from '../../api/http';
import { Empty, Failure } from '../../components/states';
import { filterPart } from '../../search/pipes';
import { useScene } from '../../state/context';
import { setParams, useRoute } from '../../state/route';
import { count } from '../../util/format';
import { RowLine } from './group';
import { RenderingButtons } from './rendered';

const LIMITS = ['100', '500', '2000'];
const LIMIT = '500';
const RETRY_MILLIS = 2000;
const READABLE_PER_SECOND = 1000;

export function LiveView({ query }: { query: string }) {
  const { tenant } = useScene();
  const limit = useRoute().params.get('keep') ?? LIMIT;
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [paused, setPaused] = useState(false);
  const [error, setError] = useState<Error | undefined>(undefined);
  const [isRaw, setRaw] = useState(false);
  const [perSecond, setPerSecond] = useState(0);
  const arrived = useRef(0);
  const filter = filterPart(query);
  useEffect(() => {
    if (paused) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      lines('logsql/tail', { query: filter }, { tenant, signal: abort.signal }, (some) => {
        setError(undefined);
        arrived.current += some.length;
        setRows((last) => [...[...some].reverse(), ...last].slice(0, Number(limit)));
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
  }, [filter, paused, limit, tenant.accountID, tenant.projectID]);
  useEffect(() => {
    const timer = setInterval(() => {
      setPerSecond(arrived.current);
      arrived.current = 0;
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <div class="form">
        <button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? 'Go on' : 'Pause'}
        </button>
        <button onClick={() => setRows([])}>Clear</button>
        <button aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
          JSON
        </button>
        <label>
          Keep the newest
          <select value={limit} onChange={(event) => setParams({ keep: event.currentTarget.value === LIMIT ? '' : event.currentTarget.value }, 'replace')}>
            {LIMITS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <RenderingButtons />
        <span class={perSecond > READABLE_PER_SECOND ? 'error' : 'dim'} role="status">
          {perSecond > READABLE_PER_SECOND
            ? `${count(perSecond)} spans a second are more than anyone can read: add a filter to the query.`
            : `${count(perSecond)} a second`}
        </span>
      </div>
      {error && <Failure error={error} />}
      <div class="live" data-testid="live">
        {rows.length === 0 && !error && !paused && <Empty title="Waiting for spans to arrive…" />}
        {isRaw ? (
          rows.length > 0 && <pre class="code json">{rows.map((row) => JSON.stringify(row)).join('\n')}</pre>
        ) : (
          rows.map((row, i) => <RowLine key={`${row['span_id'] ?? ''}${row['_time'] ?? ''}${i}`} row={row} />)
        )}
      </div>
    </>
  );
}
