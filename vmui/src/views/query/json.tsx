// Rows as JSON. Only the lines in sight exist, so that tens of thousands of rows are no matter.
import { useMemo } from 'preact/hooks';
import type { Row } from '../../api/http';
import { VirtualRows } from '../../components/virtualRows';
import { copyText } from '../../util/copy';
import { count } from '../../util/format';
import { JsonLines } from './jsonLines';

const LINE_HEIGHT = 18;

export function JsonView({ rows }: { rows: readonly Row[] }) {
  const lines = useMemo(() => new JsonLines(rows), [rows]);
  return (
    <>
      <div class="picker">
        <span class="dim">
          {count(rows.length)} rows, {count(lines.count)} lines
        </span>
        <button class="plain" onClick={() => copyText(rows.map((row) => JSON.stringify(row)).join('\n'))}>
          Copy all
        </button>
      </div>
      <VirtualRows
        class="json-lines"
        role="document"
        label="Rows as JSON"
        count={lines.count}
        rowHeight={LINE_HEIGHT}
        render={(at) => {
          const { row, name, text } = lines.at(at);
          return (
            <div key={at} class="json-line">
              {name ? (
                <>
                  <b>{JSON.stringify(name)}</b>: {text}
                </>
              ) : (
                text
              )}
              {text === '{' && !name && (
                <button class="plain" onClick={() => copyText(JSON.stringify(rows[row], null, 1))}>
                  Copy
                </button>
              )}
            </div>
          );
        }}
      />
    </>
  );
}
