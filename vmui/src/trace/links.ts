// Where the values of a span lead to outside, by the links that the server was started with.
import type { Row } from '../api/http';
import { FIELDS } from '../api/logsql';

export interface ValueLink {
  readonly field: string;
  readonly url: string;
  readonly text: string;
}

let known: Promise<readonly ValueLink[]> | undefined;

/** The links of the server; none where it cannot tell. */
export function loadLinks(): Promise<readonly ValueLink[]> {
  known ??= fetch(new URL('links.json', document.baseURI)).then(
    async (response) => (response.ok ? ((await response.json()) as readonly ValueLink[]) : []),
    () => [],
  );
  return known;
}

/** The address of a link for a span; undefined where the span lacks what the address is made of. */
export function addressOf(link: ValueLink, row: Row): string | undefined {
  const start = BigInt(row[FIELDS.start] || '0');
  const end = start + BigInt(row[FIELDS.duration] || '0');
  const own: Row = { value: row[link.field] ?? '', start: String(start / 1_000_000n), end: String(end / 1_000_000n + 1n) };
  let isWhole = true;
  const address = link.url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = own[name] ?? row[name] ?? '';
    isWhole &&= value !== '';
    return encodeURIComponent(value);
  });
  return isWhole ? address : undefined;
}
