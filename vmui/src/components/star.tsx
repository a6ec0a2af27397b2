// Makes a field a favourite, so that lists of fields begin with it.
import { toggleFavourite } from '../util/favourites';

export function Star({ field, favourites }: { field: string; favourites: readonly string[] }) {
  const isOn = favourites.includes(field);
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    event.preventDefault();
    toggleFavourite(field);
  };
  return (
    <button
      type="button"
      class={`plain star${isOn ? ' on' : ''}`}
      aria-pressed={isOn}
      aria-label={`Favourite: ${field}`}
      title={isOn ? 'No longer a favourite' : 'Make it a favourite: lists of fields begin with it'}
      onClick={toggle}
    >
      {isOn ? '★' : '☆'}
    </button>
  );
}
