// A table that sorts by any column and shows many rows a page at a time.
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** What to sort by; without it the column does not sort. */
  readonly order?: (row: T) => number | string;
  readonly align?: 'right';
  readonly width?: string;
  /** What the title means, where it does not say so. */
  readonly hint?: string;
}

interface TableProps<T> {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** The column to sort by at first, and which way. */
  readonly first?: { readonly column: number; readonly descending: boolean };
  readonly pageSize?: number;
  readonly onRow?: (row: T, event: MouseEvent) => void;
  readonly rowClass?: (row: T) => string;
}

export function Table<T>({ columns, rows, keyOf, first, pageSize = 50, onRow, rowClass }: TableProps<T>) {
  const [sort, setSort] = useState(first);
  const [page, setPage] = useState(0);
  const sorted = useMemo(() => {
    const order = sort && columns[sort.column]?.order;
    if (!order) return rows;
    const sign = sort.descending ? -1 : 1;
    return [...rows].sort((a, b) => {
      const x = order(a);
      const y = order(b);
      return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
    });
  }, [rows, sort, columns]);
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const at = Math.min(page, pages - 1);
  const resort = (column: number): void => {
    setSort({ column, descending: sort?.column === column ? !sort.descending : columns[column]?.align === 'right' });
  };
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th
                key={column.title}
                class={column.align}
                title={column.hint}
                style={column.width ? { width: column.width } : undefined}
                aria-sort={sort?.column === i ? (sort.descending ? 'descending' : 'ascending') : undefined}
              >
                {column.order ? (
                  <button class="plain" onClick={() => resort(i)}>
                    {column.title}
                    <span class="arrow">{sort?.column === i ? (sort.descending ? '\u00a0▾' : '\u00a0▴') : ''}</span>
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td class="none" colSpan={columns.length}>
                Nothing to show
              </td>
            </tr>
          )}
          {sorted.slice(at * pageSize, (at + 1) * pageSize).map((row) => (
            <tr
              key={keyOf(row)}
              class={`${onRow ? 'clickable' : ''} ${rowClass?.(row) ?? ''}`}
              onClick={onRow && ((event) => onRow(row, event))}
            >
              {columns.map((column) => (
                <td key={column.title} class={column.align}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav class="pages" aria-label="Pages">
          <button disabled={at === 0} onClick={() => setPage(at - 1)}>
            ‹ Back
          </button>
          <span>
            {at * pageSize + 1}–{Math.min(sorted.length, (at + 1) * pageSize)} of {sorted.length}
          </span>
          <button disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            More ›
          </button>
        </nav>
      )}
    </div>
  );
}
