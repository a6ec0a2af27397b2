// A small picture of what sort of work a span stands for.
import { SPAN_TYPES } from '../trace/spanTypes';

/** Strokes in a square of 16, by the place in `SPAN_TYPES`. */
const PATHS: readonly string[] = [
  '',
  'M8 1.5l1.6 4.9 4.9 1.6-4.9 1.6L8 14.5 6.4 9.6 1.5 8l4.9-1.6z',
  'M2.5 4c0-3 11-3 11 0v8c0 3-11 3-11 0zM2.5 4c0 3 11 3 11 0M2.5 8c0 3 11 3 11 0',
  'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5',
  'M1.5 5.5h11M9.5 2.5l3 3-3 3M14.5 10.5h-11M6.5 7.5l-3 3 3 3',
  'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13',
  'M4 2.5h2l5.5 11M8 7l-4 6.5',
];

export function SpanType({ type }: { type: number }) {
  const path = PATHS[type];
  if (!path) return null;
  return (
    <svg class="span-type" viewBox="0 0 16 16" width="13" height="13" role="img" aria-label={SPAN_TYPES[type]}>
      <title>{SPAN_TYPES[type]}</title>
      <path d={path} />
    </svg>
  );
}
