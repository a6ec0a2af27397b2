// A service's name with its colour, alone and in front of an operation.
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

/** What a row of a tree begins with. */
export function SpanName({ service, name }: { service: string; name: string }) {
  return (
    <>
      <i style={{ background: colorOf(service) }} aria-hidden="true" />
      <b>{service || UNKNOWN}</b> <span class="dim">{name}</span>
    </>
  );
}
