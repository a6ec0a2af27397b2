// Rows as a table with the columns that the user picks.
import { useMemo } from 'preact/hooks';
import type { Row } from '../../api/http';
import { FIELDS } from '../../api/logsql';
import { FieldPicker } from '../../components/fieldPicker';
import { Table } from '../../components/table';
import { useScene } from '../../state/context';
import { link, setParams, useRoute } from '../../state/route';
import { dateTime } from '../../state/time';
import { duration } from '../../util/format';
import { valueText } from '../../util/values';
import { Rendered, RenderingButtons } from './rendered';

const COLUMNS_FIRST = 8;
/** What spans are told apart by, in the order of reading. */
const COLUMNS_OF_SPANS = ['_time', FIELDS.service, FIELDS.name, FIELDS.kind, FIELDS.duration, FIELDS.status, FIELDS.trace];

interface Numbered {
  readonly row: Row;
  readonly at: number;
}

export function TableView({ rows }: { rows: readonly Row[] }) {
  const { params } = useRoute();
  const fields = useMemo(() => [...new Set(rows.flatMap((row) => Object.keys(row)))], [rows]);
  const picked = (params.get('columns') ?? '').split('\n').filter((field) => fields.includes(field));
  const shown = picked.length ? picked : columnsOf(fields);
  const numbered = useMemo(() => rows.map((row, at) => ({ row, at })), [rows]);
  return (
    <>
      <div class="picker">
        <RenderingButtons />
        <FieldPicker label="Columns" fields={fields} chosen={shown} onChange={(chosen) => setParams({ columns: chosen.join('\n') }, 'replace')} />
      </div>
      <Table
        rows={numbered}
        keyOf={({ at }) => String(at)}
        pageSize={100}
        columns={shown.map((field) => ({
          title: field,
          cell: ({ row }: Numbered) => <Cell field={field} row={row} />,
          order: ({ row }: Numbered) => {
            const value = row[field] ?? '';
            return value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
          },
          ...(isNumeric(rows, field) ? { align: 'right' as const } : {}),
        }))}
      />
    </>
  );
}

/** Those of spans where rows are spans, otherwise the first ones. */
function columnsOf(fields: readonly string[]): string[] {
  if (fields.includes(FIELDS.span) && fields.includes(FIELDS.trace)) return COLUMNS_OF_SPANS.filter((field) => fields.includes(field));
  return fields.filter((field) => !/^(_msg|_stream|_stream_id)$/.test(field)).slice(0, COLUMNS_FIRST);
}

function isNumeric(rows: readonly Row[], field: string): boolean {
  return field !== FIELDS.kind && field !== FIELDS.status && rows.slice(0, 20).every((row) => !row[field] || Number.isFinite(Number(row[field])));
}

/** Whether a row is a span as it is stored; what a query computes keeps its numbers. */
function isSpan(row: Row): boolean {
  return FIELDS.span in row && FIELDS.trace in row;
}

function readable(field: string, value: string, zone: string): string {
  if (field === '_time') return dateTime(Date.parse(value), zone, 3);
  if (field === FIELDS.duration) return duration(Number(value));
  return value && valueText(field, value);
}

function Cell({ field, row }: { field: string; row: Row }) {
  const { zone } = useScene();
  const value = row[field] ?? '';
  if (field === 'trace_id' && value) return <a href={link(`/trace/${value}`)}>{value}</a>;
  const text = isSpan(row) ? readable(field, value, zone) : value;
  return (
    <span class="cut" title={text !== value || value.length > 60 ? value : undefined}>
      <Rendered text={text} />
    </span>
  );
}
