// Tags in the form `http.method=GET error=true`, which people bring along from other tools, as LogsQL.
import { FIELDS, all, exactly } from '../api/logsql';
import { KINDS } from '../trace/model';

const PAIR = /^([^\s"=:()]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/;

/** The tags of a text that is nothing but tags; undefined for any other. */
export function parseTags(text: string): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  let rest = text.trim();
  while (rest) {
    const [whole, key, value] = PAIR.exec(rest) ?? [];
    if (whole === undefined || key === undefined || value === undefined) return undefined;
    found[key] = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
    rest = rest.slice(whole.length);
  }
  return Object.keys(found).length ? found : undefined;
}

/** Tags may be the span's or its process's. */
export function filterOfTags(tags: Readonly<Record<string, string>>): string {
  const filters = Object.entries(tags).map(([key, value]) => {
    if (key === 'error') return value === 'false' ? '!status_code:=2' : 'status_code:=2';
    if (key === 'span.kind' && KINDS.includes(value)) return exactly(FIELDS.kind, String(KINDS.indexOf(value)));
    return `${exactly(`span_attr:${key}`, value)} or ${exactly(`resource_attr:${key}`, value)}`;
  });
  return filters.length ? all(...filters) : '';
}
