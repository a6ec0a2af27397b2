// Rows in groups of one field, each row on a line that opens.
import { useMemo, useState } from 'preact/hooks';
import type { Row } from '../../api/http';
import { FIELDS } from '../../api/logsql';
import { FieldPicker } from '../../components/fieldPicker';
import { type Favourites, useFavourites } from '../../components/star';
import { useScene } from '../../state/context';
import { setParams, useRoute } from '../../state/route';
import { dateTime } from '../../state/time';
import { duration } from '../../util/format';
import { valueText } from '../../util/values';
import { Rendered, RenderingButtons } from './rendered';
import { RowDetail } from './rowDetail';

const ROWS_SHOWN = 50;
/** So many groups are open at first. */
const GROUPS_OPEN = 3;
/** Of a value on a line. */
const LETTERS_SHOWN = 120;
/** What a line leaves out: ids, and what is nearly always the same. */
const HIDDEN = /^(_.*|(trace|span|parent_span)_id|(start|end)_time_unix_nano|flags|dropped_.*|trace_state|scope_.*|resource_attr:telemetry.*)$/;
/** What a line of a span begins with. */
const FIRST: readonly string[] = [FIELDS.name, FIELDS.service, FIELDS.duration, FIELDS.status, FIELDS.kind];
/** The forms of a row's time, by the names that the address has for them. */
const TIMES: Readonly<Record<string, string>> = { '': 'date and time', time: 'time', stored: 'as stored', epoch: 'milliseconds since 1970' };

function momentText(text: string, form: string, zone: string): string {
  const millis = Date.parse(text);
  if (form === 'stored' || Number.isNaN(millis)) return text;
  return form === 'epoch' ? String(millis) : dateTime(millis, zone, 3).slice(form === 'time' ? 11 : 0);
}

/** The fields that a line shows, where the user chose some. */
function chosenFields(params: URLSearchParams): readonly string[] {
  return (params.get('show') ?? '').split('\n').filter(Boolean);
}

export function GroupView({ rows }: { rows: readonly Row[] }) {
  const { params } = useRoute();
  const favourites = useFavourites();
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
            {favourites.first(fields, (field) => field).map((field) => (
              <option key={field}>{field}</option>
            ))}
          </select>
        </label>
        <label>
          Times as{' '}
          <select value={params.get('times') ?? ''} onChange={(event) => setParams({ times: event.currentTarget.value }, 'replace')}>
            {Object.entries(TIMES).map(([form, name]) => (
              <option key={form} value={form}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <RenderingButtons />
        <button class="plain" onClick={() => setOpen(!allOpen)}>
          {allOpen ? 'Close all' : 'Open all'}
        </button>
        <FieldPicker label="Fields on a line" fields={fields} chosen={chosenFields(params)} onChange={(chosen) => setParams({ show: chosen.join('\n') }, 'replace')} />
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
  const favourites = useFavourites();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button class={`row${row[FIELDS.status] === '2' ? ' bad' : ''}`} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="mono dim">{row['_time'] && momentText(row['_time'], params.get('times') ?? '', zone)}</span>
        <span class="facts">
          {fieldsOnLine(row, chosenFields(params), favourites).map((field) => (
            <span key={field}>
              <b>{short(field)}=</b>
              <Rendered text={lineText(field, row[field] ?? '')} />
            </span>
          ))}
        </span>
      </button>
      {open && <RowDetail row={row} />}
    </>
  );
}

/** The chosen ones in their order, otherwise favourites and what tells most. */
export function fieldsOnLine(row: Row, chosen: readonly string[], favourites: Favourites): string[] {
  if (chosen.length) return chosen.filter((field) => field in row);
  const fields = Object.keys(row).filter((field) => favourites.has(field) || !HIDDEN.test(field));
  return favourites.first(fields.sort((a, b) => rank(a) - rank(b)), (field) => field);
}

function lineText(field: string, value: string): string {
  return field === FIELDS.duration ? duration(Number(value)) : valueText(field, value.slice(0, LETTERS_SHOWN));
}

function rank(field: string): number {
  const at = FIRST.indexOf(field);
  return at < 0 ? FIRST.length : at;
}

function short(field: string): string {
  return field.replace(/^(span|resource)_attr:/, '');
}
