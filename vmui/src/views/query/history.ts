// The queries that were run in this browser, newest first.

const KEY = 'vestige.queries';
const KEPT_MAX = 50;

let at = -1;

export function stored(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(query: string): void {
  const kept = [query, ...stored().filter((each) => each !== query)].slice(0, KEPT_MAX);
  localStorage.setItem(KEY, JSON.stringify(kept));
  at = 0;
}

/** The query before (-1) or after (1) the one last shown. */
export function recall(direction: 1 | -1): string | undefined {
  const kept = stored();
  const next = at - direction;
  if (next < 0 || next >= kept.length) return undefined;
  at = next;
  return kept[at];
}
