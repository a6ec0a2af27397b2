// Colours and styles that programs write for terminals, as parts of text with the names of classes.

export interface Styled {
  readonly text: string;
  readonly classes: string;
}

/** Sequences that choose styles, and all others, which a terminal would obey and a page leaves out. */
const SEQUENCE = /\u001b(?:\[([\d;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
const MARKS: Readonly<Record<number, string>> = { 1: 'bold', 2: 'faint', 3: 'italic', 4: 'underline', 7: 'inverse', 9: 'strike' };
/** What ends a mark. */
const ENDS: Readonly<Record<number, readonly number[]>> = { 22: [1, 2], 23: [3], 24: [4], 27: [7], 29: [9] };
/** The sixteen colours, as red, green and blue. */
const COLORS: readonly (readonly [number, number, number])[] = [
  [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
  [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255], [255, 255, 255],
];

export function hasAnsi(text: string): boolean {
  return text.includes('\u001b');
}

/** The parts of a text of one style each. */
export function styled(text: string): Styled[] {
  const parts: Styled[] = [];
  const style: Style = { marks: new Set(), color: undefined, ground: undefined };
  let from = 0;
  const add = (until: number): void => {
    if (until > from) parts.push({ text: text.slice(from, until), classes: classesOf(style) });
  };
  for (const found of text.matchAll(SEQUENCE)) {
    add(found.index);
    from = found.index + found[0].length;
    if (found[1] !== undefined) apply(style, found[1].split(/[;:]/).map(Number));
  }
  add(text.length);
  return parts;
}

interface Style {
  readonly marks: Set<number>;
  color: number | undefined;
  ground: number | undefined;
}

function apply(style: Style, codes: readonly number[]): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) {
      style.marks.clear();
      style.color = style.ground = undefined;
    } else if (MARKS[code]) style.marks.add(code);
    else if (ENDS[code]) ENDS[code].forEach((mark) => style.marks.delete(mark));
    else if (code === 38 || code === 48) {
      const isIndexed = codes[i + 1] === 5;
      const color = isIndexed ? ofIndex(codes[i + 2] ?? 0) : nearest(codes[i + 2] ?? 0, codes[i + 3] ?? 0, codes[i + 4] ?? 0);
      if (code === 38) style.color = color;
      else style.ground = color;
      i += isIndexed ? 2 : 4;
    } else if (code >= 30 && code <= 39) style.color = code === 39 ? undefined : code - 30;
    else if (code >= 40 && code <= 49) style.ground = code === 49 ? undefined : code - 40;
    else if (code >= 90 && code <= 97) style.color = code - 82;
    else if (code >= 100 && code <= 107) style.ground = code - 92;
  }
}

function classesOf({ marks, color, ground }: Style): string {
  const names = [...marks].map((mark) => `ansi-${MARKS[mark]}`);
  if (color !== undefined) names.push(`ansi-${color}`);
  if (ground !== undefined) names.push(`ansi-on-${ground}`);
  return names.join(' ');
}

/** A colour of the palette of 256: the sixteen, a cube of six steps, and greys. */
function ofIndex(index: number): number {
  if (index < 16) return Math.max(0, index);
  if (index >= 232) return nearest(...(Array(3).fill((index - 232) * 10 + 8) as [number, number, number]));
  const step = (part: number): number => (part ? part * 40 + 55 : 0);
  const at = index - 16;
  return nearest(step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6));
}

/** The one of the sixteen that is most like a colour: the theme has a shade of each that can be read. */
function nearest(red: number, green: number, blue: number): number {
  const distances = COLORS.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
  return distances.indexOf(Math.min(...distances));
}
