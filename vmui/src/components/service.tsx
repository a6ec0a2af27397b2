// A service's name with its colour.
import { colorOf } from '../util/color';

export const UNKNOWN = 'unknown service';

export function Service({ name }: { name: string }) {
  return (
    <span class="service">
      <i style={{ background: colorOf(name) }} aria-hidden="true" />
      {name || UNKNOWN}
    </span>
  );
}
