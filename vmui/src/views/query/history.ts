// The queries that were run in this browser, newest first, and those that were kept.

const KEPT_MAX = 50;

/** A list of queries in this browser's storage. */
class Queries {
  constructor(private readonly key: string) {}

  all(): string[] {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
    } catch {
      return [];
    }
  }

  add(query: string): void {
    this.store([query, ...this.all().filter((each) => each !== query)]);
  }

  remove(query: string): void {
    this.store(this.all().filter((each) => each !== query));
  }

  private store(queries: readonly string[]): void {
    localStorage.setItem(this.key, JSON.stringify(queries.slice(0, KEPT_MAX)));
  }
}

export const ran = new Queries('vestige.queries');
export const favourites = new Queries('vestige.favourites');

let at = -1;

export function remember(query: string): void {
  ran.add(query);
  at = 0;
}

/** The query before (-1) or after (1) the one last shown. */
export function recall(direction: 1 | -1): string | undefined {
  const kept = ran.all();
  const next = at - direction;
  if (next < 0 || next >= kept.length) return undefined;
  at = next;
  return kept[at];
}
