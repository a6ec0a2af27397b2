// Fields that this browser shows in front of others.
import { useEffect, useState } from 'preact/hooks';
import { favouriteFields } from '../util/kept';

const CHANGE = 'favouritefields';

export interface Favourites {
  /** In alphabetical order. */
  readonly all: readonly string[];
  has(field: string): boolean;
  /** The same things, those with a favourite field in front. */
  first<T>(things: readonly T[], fieldOf: (thing: T) => string): T[];
}

export function favouritesOf(all: readonly string[]): Favourites {
  const has = (field: string): boolean => all.includes(field);
  return { all, has, first: (things, fieldOf) => [...things].sort((a, b) => Number(has(fieldOf(b))) - Number(has(fieldOf(a)))) };
}

export function useFavourites(): Favourites {
  const [fields, setFields] = useState(() => favouriteFields.all().sort());
  useEffect(() => {
    const follow = (): void => setFields(favouriteFields.all().sort());
    // The second event tells of changes in other windows.
    addEventListener(CHANGE, follow);
    addEventListener('storage', follow);
    return () => {
      removeEventListener(CHANGE, follow);
      removeEventListener('storage', follow);
    };
  }, []);
  return favouritesOf(fields);
}

export function Star({ field, favourites }: { field: string; favourites: Favourites }) {
  const isOn = favourites.has(field);
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
    if (isOn) favouriteFields.remove(field);
    else favouriteFields.add(field);
    dispatchEvent(new Event(CHANGE));
  };
  return (
    <button type="button" class={`star${isOn ? ' on' : ''}`} aria-pressed={isOn} aria-label={`Show ${field} first`} title="Show this field first wherever fields are listed" onClick={toggle}>
      {isOn ? '★' : '☆'}
    </button>
  );
}
