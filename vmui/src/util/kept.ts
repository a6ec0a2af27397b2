// What this browser remembers: queries that were run, queries and searches that were kept.

const KEPT_MAX = 50;

/** A list of texts in this browser's storage, newest first. */
export class Kept {
  constructor(private readonly key: string) {}

  all(): string[] {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
    } catch {
      return [];
    }
  }

  add(text: string): void {
    this.store([text, ...this.all().filter((each) => each !== text)]);
  }

  remove(text: string): void {
    this.store(this.all().filter((each) => each !== text));
  }

  private store(texts: readonly string[]): void {
    localStorage.setItem(this.key, JSON.stringify(texts.slice(0, KEPT_MAX)));
  }
}

export const ran = new Kept('vestige.queries');
export const favourites = new Kept('vestige.favourites');
/** Searches for traces, as parameters of the address. */
export const searches = new Kept('vestige.searches');
/** Fields that are shown in front of others. */
export const favouriteFields = new Kept('vestige.fields');
