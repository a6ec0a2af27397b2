// Rows as JSON, of which only the lines in sight exist: tens of thousands of rows are no matter.
import { useMemo } from 'preact/hooks';
import type { Row } from '../api/http';
import { jsonLines } from '../util/jsonLines';
import { VirtualRows } from './virtualRows';

const LINE_HEIGHT = 18;

export function JsonRows({ rows, label }: { rows: readonly Row[]; label: string }) {
  const lines = useMemo(() => jsonLines(rows), [rows]);
  return (
    <div class="split tall">
      <VirtualRows
        class="json"
        label={label}
        count={lines.count}
        rowHeight={LINE_HEIGHT}
        render={(index) => (
          <div key={index} class="json-line" role="treeitem" style={{ height: `${LINE_HEIGHT}px` }}>
            {lines.line(index)}
          </div>
        )}
      />
    </div>
  );
}
