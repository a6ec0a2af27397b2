// Rows in JSON, a line for each field, of which any one can be had without writing all of them.
import type { Row } from '../../api/http';

export interface JsonLine {
  readonly row: number;
  /** The field; empty on the lines of the brackets. */
  readonly name: string;
  readonly text: string;
}

/** Lines of brackets around a row. */
const BRACKETS = 2;

export class JsonLines {
  /** Of each row the number of its first line, and at the end the number of all lines. */
  private readonly starts: Uint32Array;
  private last: { row: number; fields: readonly (readonly [string, string])[] } | undefined;

  constructor(private readonly rows: readonly Row[]) {
    this.starts = new Uint32Array(rows.length + 1);
    rows.forEach((row, at) => (this.starts[at + 1] = this.starts[at]! + Object.keys(row).length + BRACKETS));
  }

  get count(): number {
    return this.starts[this.rows.length]!;
  }

  at(line: number): JsonLine {
    const row = this.rowOf(line);
    const place = line - this.starts[row]! - 1;
    const fields = this.fieldsOf(row);
    const field = fields[place];
    if (!field) return { row, name: '', text: place < 0 ? '{' : '}' };
    return { row, name: field[0], text: JSON.stringify(field[1]) + (place < fields.length - 1 ? ',' : '') };
  }

  /** The row of a line, found by halving. */
  private rowOf(line: number): number {
    let [low, high] = [0, this.rows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The fields in order; lines are read one after another, so that one row is kept. */
  private fieldsOf(row: number): readonly (readonly [string, string])[] {
    if (this.last?.row !== row) {
      const fields = Object.entries(this.rows[row]!).sort(([a], [b]) => (a < b ? -1 : 1));
      this.last = { row, fields };
    }
    return this.last.fields;
  }
}
