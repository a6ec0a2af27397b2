// Where the values of a span and every page lead to outside, by the links that the server was started with.
import type { Row } from '../api/http';
import { FIELDS } from '../api/logsql';
import type { Scene } from '../state/context';

export interface ValueLink {
  /** Whose values it stands beside; without it, it stands above every page. */
  readonly field?: string;
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
  const value = link.field === undefined ? '' : (row[link.field] ?? '');
  return filled(link.url, { ...row, value, start: String(start / 1_000_000n), end: String(end / 1_000_000n + 1n) });
}

/** The address of a link above a page, for what the page shows. */
export function addressOnPage(link: ValueLink, { span, tenant }: Pick<Scene, 'span' | 'tenant'>): string | undefined {
  return filled(link.url, { ...tenant, start: String(Math.floor(span.start)), end: String(Math.ceil(span.end)) });
}

function filled(url: string, values: Readonly<Record<string, string>>): string | undefined {
  let isWhole = true;
  const address = url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    isWhole &&= value !== '';
    return encodeURIComponent(value);
  });
  return isWhole ? address : undefined;
}
