// Rows in groups of one field, each row on a line that opens.
import { useMemo, useState } from 'preact/hooks';
import type { Row } from '../../api/http';
import { FIELDS, all, exactly } from '../../api/logsql';
import { narrowed } from '../../search/pipes';
import { useScene } from '../../state/context';
import { link, setParams, useRoute } from '../../state/route';
import { dateTime } from '../../state/time';
import { copyText } from '../../util/copy';
import { duration } from '../../util/format';
import { valueText } from '../../util/values';

const ROWS_SHOWN = 50;
/** So many groups are open at first. */
const GROUPS_OPEN = 3;
/** What a line leaves out: ids, and what is nearly always the same. */
const HIDDEN = /^(_.*|(trace|span|parent_span)_id|(start|end)_time_unix_nano|flags|dropped_.*|trace_state|scope_.*|resource_attr:telemetry.*)$/;
/** What a line of a span begins with. */
const FIRST: readonly string[] = [FIELDS.name, FIELDS.service, FIELDS.duration, FIELDS.status, FIELDS.kind];

export function GroupView({ rows }: { rows: readonly Row[] }) {
  const { params } = useRoute();
  const fields = useMemo(() => [...new Set(rows.flatMap((row) => Object.keys(row)))].sort(), [rows]);
  const wanted = params.get('group') ?? 'resource_attr:service.name';
  const by = fields.includes(wanted) ? wanted : '';
  const groups = useMemo(() => {
    const found = new Map<string, Row[]>();
    for (const row of rows) {
      const key = by ? (row[by] ?? '') : '';
      const known = found.get(key);
      if (known) known.push(row);
      else found.set(key, [row]);
    }
    return [...found].sort((a, b) => b[1].length - a[1].length);
  }, [rows, by]);
  const [open, setOpen] = useState<boolean | undefined>(undefined);
  const allOpen = open ?? groups.length <= GROUPS_OPEN;
  return (
    <>
      <div class="picker">
        <label>
          Group by{' '}
          <select value={by} onChange={(event) => setParams({ group: event.currentTarget.value || 'nothing' }, 'replace')}>
            <option value="">nothing</option>
            {fields.map((field) => (
              <option key={field}>{field}</option>
            ))}
          </select>
        </label>
        <label>
          Only the field{' '}
          <select value={params.get('show') ?? ''} onChange={(event) => setParams({ show: event.currentTarget.value }, 'replace')}>
            <option value="">all of them</option>
            {fields.map((field) => (
              <option key={field}>{field}</option>
            ))}
          </select>
        </label>
        <button class="plain" onClick={() => setOpen(!allOpen)}>
          {allOpen ? 'Close all' : 'Open all'}
        </button>
      </div>
      {groups.map(([value, members], at) => (
        <details class="group" key={value} open={open ?? at < GROUPS_OPEN}>
          <summary>
            {by ? valueText(by, value) : 'All rows'}
            <span class="count">{members.length}</span>
          </summary>
          <Members rows={members} />
        </details>
      ))}
    </>
  );
}

function Members({ rows }: { rows: readonly Row[] }) {
  const [shown, setShown] = useState(ROWS_SHOWN);
  return (
    <>
      {rows.slice(0, shown).map((row, i) => (
        <RowLine key={i} row={row} />
      ))}
      {rows.length > shown && (
        <nav class="pages">
          <button onClick={() => setShown(shown + ROWS_SHOWN)}>{rows.length - shown} more</button>
        </nav>
      )}
    </>
  );
}

export function RowLine({ row }: { row: Row }) {
  const { zone } = useScene();
  const { params } = useRoute();
  const [open, setOpen] = useState(false);
  const only = params.get('show') ?? '';
  const time = row['_time'] ? dateTime(Date.parse(row['_time']), zone, 3) : '';
  return (
    <>
      <button class={`row${row[FIELDS.status] === '2' ? ' bad' : ''}`} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="mono dim">{time}</span>
        <span class="facts">
          {Object.entries(row)
            .filter(([field]) => (only ? field === only : !HIDDEN.test(field)))
            .sort(([a], [b]) => rank(a) - rank(b))
            .map(([field, value]) => (
              <span key={field}>
                <b>{short(field)}=</b>
                {field === FIELDS.duration ? duration(Number(value)) : valueText(field, value.slice(0, 120))}
              </span>
            ))}
        </span>
      </button>
      {open && <RowDetail row={row} />}
    </>
  );
}

function RowDetail({ row }: { row: Row }) {
  const { params } = useRoute();
  const query = params.get('query') ?? '*';
  const traceId = row['trace_id'];
  const narrow = (filter: string): void => setParams({ query: narrowed(query, filter) });
  return (
    <div class="row-detail">
      {traceId && <a href={link(`/trace/${traceId}`, { span: row['span_id'] })}>Open the trace</a>}
      {traceId && row['_stream_id'] && (
        <a class="button plain" title="What the same instance did before and after" href={link('/query', { query: aroundQuery(row) })}>
          Around it
        </a>
      )}
      <dl class="kv">
        {Object.entries(row)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([field, value]) => [
            <dt key={`${field} key`}>{field}</dt>,
            <dd key={field}>
              {value}
              <span class="tools">
                <button class="plain" onClick={() => narrow(exactly(field, value))} title="Only rows with this value">
                  Only
                </button>
                <button class="plain" onClick={() => narrow(`!${exactly(field, value)}`)} title="No rows with this value">
                  Not
                </button>
                <button class="plain" onClick={() => copyText(value)}>
                  Copy
                </button>
              </span>
            </dd>,
          ])}
      </dl>
    </div>
  );
}

/** The spans of the same stream beside a row. */
function aroundQuery(row: Row): string {
  const filter = all(`_stream_id:${row['_stream_id'] ?? ''}`, exactly(FIELDS.trace, row['trace_id'] ?? ''), exactly(FIELDS.span, row['span_id'] ?? ''));
  return `${filter} | stream_context before 20 after 20`;
}

function rank(field: string): number {
  const at = FIRST.indexOf(field);
  return at < 0 ? FIRST.length : at;
}

function short(field: string): string {
  return field.replace(/^(span|resource)_attr:/, '');
}
