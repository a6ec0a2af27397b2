// The fields that this browser's user starred: every list of fields begins with them.
import { useEffect, useState } from 'preact/hooks';
import { Kept } from './kept';

const starred = new Kept('vestige.fields');
const CHANGE = 'favouritefields';

export function toggleFavourite(field: string): void {
  if (starred.all().includes(field)) starred.remove(field);
  else starred.add(field);
  dispatchEvent(new Event(CHANGE));
}

/** The starred fields, in alphabetical order. */
export function useFavourites(): readonly string[] {
  const [fields, setFields] = useState(() => starred.all().sort());
  useEffect(() => {
    const follow = (): void => setFields(starred.all().sort());
    // The second event tells of changes in other windows.
    addEventListener(CHANGE, follow);
    addEventListener('storage', follow);
    return () => {
      removeEventListener(CHANGE, follow);
      removeEventListener('storage', follow);
    };
  }, []);
  return fields;
}

/** The same items in the same order, those of favourites in front. */
export function favouritesFirst<T>(items: readonly T[], favourites: readonly string[], fieldOf: (item: T) => string): T[] {
  const isFirst = (item: T): boolean => favourites.includes(fieldOf(item));
  return favourites.length ? [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))] : [...items];
}
