// Fields that this browser shows in front of others.
import { useState } from 'preact/hooks';
import { favouriteFields } from '../util/kept';

export interface Favourites {
  has(field: string): boolean;
  toggle(field: string): void;
  /** The same things, those with a favourite field in front. */
  first<T>(things: readonly T[], fieldOf: (thing: T) => string): T[];
}

export function useFavourites(): Favourites {
  const [fields, setFields] = useState(() => new Set(favouriteFields.all()));
  return {
    has: (field) => fields.has(field),
    toggle(field) {
      if (fields.has(field)) favouriteFields.remove(field);
      else favouriteFields.add(field);
      setFields(new Set(favouriteFields.all()));
    },
    first: (things, fieldOf) => [...things].sort((a, b) => Number(fields.has(fieldOf(b))) - Number(fields.has(fieldOf(a)))),
  };
}

export function Star({ field, favourites }: { field: string; favourites: Favourites }) {
  const isOn = favourites.has(field);
  return (
    <button class={`star${isOn ? ' on' : ''}`} aria-pressed={isOn} aria-label={`Show ${field} first`} title="Show this field first, here and where searches are narrowed" onClick={() => favourites.toggle(field)}>
      {isOn ? '★' : '☆'}
    </button>
  );
}
