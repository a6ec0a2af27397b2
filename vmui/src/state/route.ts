// Where the user is: everything a link must carry stands in the part of the address behind `#`.
import { useEffect, useMemo, useState } from 'preact/hooks';

export interface Route {
  /** Without a slash at the end; `/` for the first page. */
  readonly path: string;
  readonly params: URLSearchParams;
}

export function parseHash(hash: string): Route {
  const text = hash.replace(/^#/, '');
  const cut = text.indexOf('?');
  const path = (cut < 0 ? text : text.slice(0, cut)).replace(/\/+$/, '') || '/';
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    params: new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1)),
  };
}

export function formatHash(path: string, params: URLSearchParams): string {
  const query = params.toString();
  return `#${path}${query ? `?${query}` : ''}`;
}

/** The parameters that stay when the user goes to another page. */
const GLOBAL = ['from', 'to', 'tz', 'accountID', 'projectID', 'refresh', 'uiEmbed'];

/** A link to another page in the same time range and tenant. */
export function link(path: string, own: Readonly<Record<string, string | undefined>> = {}): string {
  const params = new URLSearchParams();
  const here = current().params;
  for (const name of GLOBAL) {
    const value = here.get(name);
    if (value) params.set(name, value);
  }
  for (const [name, value] of Object.entries(own)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return formatHash(path, params);
}

export function current(): Route {
  return parseHash(location.hash);
}

/** Changes parameters of this page; the empty text takes one away. */
export function setParams(
  changes: Readonly<Record<string, string>>,
  mode: 'push' | 'replace' = 'push',
): void {
  const { path, params } = current();
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  go(formatHash(path, params), mode);
}

export function go(hash: string, mode: 'push' | 'replace' = 'push'): void {
  if (hash === location.hash) return;
  if (mode === 'push') location.hash = hash;
  else location.replace(hash);
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener('hashchange', follow);
    // The address may have changed between the first rendering and this.
    follow();
    return () => removeEventListener('hashchange', follow);
  }, []);
  return useMemo(() => parseHash(hash), [hash]);
}
