// Finds spans inside a trace: names at once, attributes by asking the server.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useScene } from '../../state/context';
import { searchSpans } from '../../trace/load';
import { KINDS, type TraceModel } from '../../trace/model';
import { type SpanFilter, slowFrom } from '../../trace/rows';
import { duration, parseDuration } from '../../util/format';

interface SpanSearchProps {
  readonly trace: TraceModel;
  readonly filter: SpanFilter;
  readonly matched: Uint8Array | undefined;
  readonly onlyMatches: boolean;
  readonly children: ComponentChildren;
  onFilter(filter: SpanFilter): void;
  onFound(found: ReadonlySet<string> | undefined): void;
  onOnlyMatches(only: boolean): void;
  step(direction: 1 | -1): void;
}

const TYPING_MILLIS = 300;

export function SpanSearch(props: SpanSearchProps) {
  const { trace, filter, matched } = props;
  const { tenant } = useScene();
  useEffect(() => {
    props.onFound(undefined);
    if (filter.text.length < 2) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      searchSpans(trace.id, filter.text, { tenant, signal: abort.signal }).then(props.onFound, () => undefined);
    }, TYPING_MILLIS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [filter.text, trace.id]);
  const [longerThan, setLongerThan] = useState('');
  const slow = useMemo(() => slowFrom(trace), [trace]);
  const count = useMemo(() => matched?.reduce((sum, each) => sum + each, 0) ?? 0, [matched]);
  return (
    <div class="span-search">
      <input
        type="search"
        placeholder="Find text or http.route=/cart…"
        title="Text anywhere in a span, or the name of an attribute and what its value contains"
        aria-label="Find in this trace"
        value={filter.text}
        onInput={(event) => props.onFilter({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') props.step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') props.onFilter({ ...filter, text: '' });
        }}
      />
      <select
        aria-label="Service"
        value={filter.service}
        onChange={(event) => props.onFilter({ ...filter, service: event.currentTarget.value })}
      >
        <option value="">All services</option>
        {[...trace.services].sort().map((service) => (
          <option key={service} value={service}>
            {service}
          </option>
        ))}
      </select>
      <select
        aria-label="Kind"
        value={filter.kind}
        onChange={(event) => props.onFilter({ ...filter, kind: Number(event.currentTarget.value) })}
      >
        <option value={-1}>All kinds</option>
        {KINDS.map((kind, code) => (
          <option key={kind} value={code}>
            {kind}
          </option>
        ))}
      </select>
      <input
        size={7}
        placeholder="≥ 10ms"
        aria-label="At least this long"
        title="Spans at least this long"
        aria-invalid={longerThan !== '' && parseDuration(longerThan) === undefined}
        value={longerThan}
        onInput={(event) => {
          setLongerThan(event.currentTarget.value);
          props.onFilter({ ...filter, atLeast: parseDuration(event.currentTarget.value) ?? 0 });
        }}
      />
      <button
        aria-pressed={slow > 0 && filter.atLeast === slow}
        disabled={!slow}
        title={`The slowest twentieth: ${duration(slow)} and more`}
        onClick={() => {
          setLongerThan('');
          props.onFilter({ ...filter, atLeast: filter.atLeast === slow ? 0 : slow });
        }}
      >
        Slow
      </button>
      <button
        aria-pressed={filter.errorsOnly}
        onClick={() => props.onFilter({ ...filter, errorsOnly: !filter.errorsOnly })}
      >
        Errors
      </button>
      {matched && (
        <>
          <span class="dim" role="status">
            {count} found
          </span>
          <button onClick={() => props.step(-1)} aria-label="Previous match" title="Previous (b)">
            ↑
          </button>
          <button onClick={() => props.step(1)} aria-label="Next match" title="Next (f)">
            ↓
          </button>
          <label>
            <input
              type="checkbox"
              checked={props.onlyMatches}
              onChange={(event) => props.onOnlyMatches(event.currentTarget.checked)}
            />{' '}
            only these
          </label>
        </>
      )}
      <span class="gap" />
      {props.children}
    </div>
  );
}
