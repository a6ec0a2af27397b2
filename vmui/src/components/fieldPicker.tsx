// Chooses some of many fields; favourites come first.
import { useState } from 'preact/hooks';
import { Star, useFavourites } from './star';

const FILTER_FROM = 15;

interface FieldPickerProps {
  readonly label: string;
  readonly fields: readonly string[];
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

export function FieldPicker({ label, fields, chosen, onChange }: FieldPickerProps) {
  const favourites = useFavourites();
  const [wanted, setWanted] = useState('');
  const toggle = (field: string): void => onChange(chosen.includes(field) ? chosen.filter((each) => each !== field) : [...chosen, field]);
  const matching = [...fields].sort().filter((field) => field.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <details class="field-picker">
      <summary>
        {label} {chosen.length ? `(${chosen.length} of ${fields.length})` : ''}
      </summary>
      <div class="picker">
        {fields.length >= FILTER_FROM && (
          <input
            type="search"
            placeholder="Filter fields…"
            aria-label={`Filter: ${label}`}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {favourites.first(matching, (field) => field).map((field) => (
          <span key={field}>
            <Star field={field} favourites={favourites} />
            <label>
              <input type="checkbox" checked={chosen.includes(field)} onChange={() => toggle(field)} /> {field}
            </label>
          </span>
        ))}
        <button class="plain" onClick={() => onChange([])}>
          Back to the usual ones
        </button>
      </div>
    </details>
  );
}
