// Where the pipes of a query begin, and what follows from that.
import { all } from '../api/logsql';

/** Rows that are enough to learn which fields pipes make. */
const ROWS_OF_NAMES = 1000;

/** The places of the `|` of a text that stand outside of quotes and brackets. */
function pipesOf(query: string): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let at = 0; at < query.length; at++) {
    const letter = query[at]!;
    if (letter === '"' || letter === "'" || letter === '`') {
      for (at++; at < query.length && query[at] !== letter; at++) if (query[at] === '\\' && letter !== '`') at++;
    } else if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (letter === '|' && depth === 0) found.push(at);
  }
  return found;
}

/** The query up to its first pipe: what hits are counted for. */
export function filterPart(query: string): string {
  return query.slice(0, pipesOf(query)[0] ?? query.length).trim() || '*';
}

/** The query with one more filter in front of its pipes. */
export function narrowed(query: string, filter: string): string {
  const first = pipesOf(query)[0];
  return all(filterPart(query), filter) + (first === undefined ? '' : ` ${query.slice(first).trim()}`);
}

/** What tells the fields that the last pipe of a text gets from those before it; nothing where those are the stored ones. */
export function fieldsBefore(text: string): string | undefined {
  const pipes = pipesOf(text);
  if (pipes.length < 2) return undefined;
  return `${filterPart(text)} | limit ${ROWS_OF_NAMES} ${text.slice(pipes[0], pipes.at(-1)).trim()}`;
}

/** Where in the query the server found an error. */
export function errorPlace(query: string, message: string): number | undefined {
  const told = /line (\d+), column (\d+)/.exec(message);
  if (!told) return undefined;
  const before = query.split('\n').slice(0, Number(told[1]) - 1);
  return before.reduce((sum, line) => sum + line.length + 1, 0) + Number(told[2]) - 1;
}
