// Rows as JSON.
import type { Row } from '../../api/http';
import { JsonRows } from '../../components/jsonRows';
import { copyText } from '../../util/copy';
import { count } from '../../util/format';

export function JsonView({ rows }: { rows: readonly Row[] }) {
  return (
    <>
      <div class="picker">
        <span class="dim">{count(rows.length)} rows</span>
        <button class="plain" onClick={() => copyText(rows.map((row) => JSON.stringify(row)).join('\n'))}>
          Copy all
        </button>
      </div>
      <JsonRows rows={rows} label="Rows as JSON" />
    </>
  );
}
