// Rows as lines of JSON with sorted fields, each made when it comes into sight: the text of many rows is never whole.
import type { Row } from '../api/http';

export interface JsonLines {
  readonly count: number;
  line(index: number): string;
}

export function jsonLines(rows: readonly Row[]): JsonLines {
  /** The line at which each row begins; one more than rows. */
  const begins = new Int32Array(rows.length + 1);
  begins[0] = 1;
  rows.forEach((row, i) => (begins[i + 1] = begins[i]! + Object.keys(row).length + 2));
  const count = begins[rows.length]! + 1;
  const rowAt = (index: number): number => {
    let [low, high] = [0, rows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (begins[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const line = (index: number): string => {
    if (index === 0) return '[';
    if (index === count - 1) return ']';
    const at = rowAt(index);
    if (index === begins[at]) return ' {';
    if (index === begins[at + 1]! - 1) return at === rows.length - 1 ? ' }' : ' },';
    const fields = Object.keys(rows[at]!).sort();
    const field = index - begins[at]! - 1;
    const text = `  ${JSON.stringify(fields[field])}: ${JSON.stringify(rows[at]![fields[field]!])}`;
    return field === fields.length - 1 ? text : `${text},`;
  };
  return { count, line };
}
