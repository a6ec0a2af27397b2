// Links in the forms of other tools: the explorer that Grafana's plugin opens, and Jaeger's pages.
import type { Route } from './route';
import { filterOfTags } from '../search/tags';
import { rangeOfForeignLink } from './time';

export interface Place {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The page of ours that a link of another tool means; undefined for our own. */
export function ofForeignLink({ path, params }: Route): Place | undefined {
  const query = params.get('query');
  if (path === '/' && query !== null) return { path: '/query', params: { query, ...rangeOfForeignLink(params) } };
  if (path === '/search') return { path: '/traces', params: searchOf(params) };
  const two = /^\/(?:trace|compare)\/([0-9a-f]+)\.\.\.([0-9a-f]+)$/i.exec(path);
  if (two) return { path: `/compare/${two[1]}/${two[2]}`, params: {} };
  const find = params.get('uiFind');
  if (path.startsWith('/trace/') && find !== null) return { path, params: { find } };
  return undefined;
}

/** What Jaeger's search form holds; its times are microseconds. */
function searchOf(params: URLSearchParams): Record<string, string> {
  const get = (name: string): string => params.get(name) ?? '';
  const millis = (text: string): string => (/^\d{13,}$/.test(text) ? text.slice(0, -3) : '');
  const lookback = /^\d+[smhdw]$/.test(get('lookback')) ? `now-${get('lookback')}` : '';
  const from = lookback || millis(get('start'));
  return {
    service: get('service'),
    operation: get('operation') === 'all' ? '' : get('operation'),
    min: get('minDuration'),
    max: get('maxDuration'),
    query: filterOfTags(tagsOf(params)),
    ...(from ? { from, to: lookback ? 'now' : millis(get('end')) || 'now' } : {}),
  };
}

/** `tags` is an object in JSON; `tag` is `key:value`, any number of times. */
function tagsOf(params: URLSearchParams): Record<string, string> {
  const found: Record<string, string> = {};
  for (const tag of params.getAll('tag')) {
    const cut = tag.indexOf(':');
    if (cut > 0) found[tag.slice(0, cut)] = tag.slice(cut + 1);
  }
  try {
    const tags = JSON.parse(params.get('tags') ?? '{}') as Readonly<Record<string, unknown>>;
    for (const [key, value] of Object.entries(tags)) found[key] = String(value);
  } catch {
    // A link that says nothing of tags in a way that can be read says nothing of tags.
  }
  return found;
}
