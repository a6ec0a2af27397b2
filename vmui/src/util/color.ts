// A colour per service, the same on every page and in every visit.

/** Hues that stay apart from one another and from the red of errors. */
const HUES = [212, 268, 168, 32, 320, 190, 88, 240, 52, 292, 148, 20, 226, 110, 180, 306];

export function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  }
  // Short names differ little; this spreads what they differ in over all bits.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const SATURATION = 58;

function shadeOf(service: string): { hue: number; lightness: number } {
  const value = hash(service);
  return { hue: HUES[value % HUES.length]!, lightness: 46 + ((value >>> 8) % 3) * 6 };
}

export function colorOf(service: string): string {
  const { hue, lightness } = shadeOf(service);
  return `hsl(${hue} ${SATURATION}% ${lightness}%)`;
}

/** Hues closer than this are taken for one another. */
const HUE_APART = 30;

/** Colours of a few names that stand beside one another: their own ones, where those can be told apart. */
export function colorsOf(names: readonly string[]): string[] {
  const taken: number[] = [];
  const isFree = (hue: number): boolean => taken.every((each) => Math.abs(((each - hue + 540) % 360) - 180) >= HUE_APART);
  return names.map((name) => {
    const { hue, lightness } = shadeOf(name);
    const at = HUES.indexOf(hue);
    const free = [...HUES.slice(at), ...HUES.slice(0, at)].find(isFree) ?? hue;
    taken.push(free);
    return `hsl(${free} ${SATURATION}% ${lightness}%)`;
  });
}

/** The light at which black and white text stand out from a ground equally well. */
const LIGHT_EVEN = 0.18;

/** Black or white, whichever is read better on the colour of a service. */
export function inkOn(service: string): string {
  const { hue, lightness } = shadeOf(service);
  const chroma = (SATURATION / 100) * Math.min(lightness, 100 - lightness);
  const part = (offset: number): number => {
    const place = (offset + hue / 30) % 12;
    return ((lightness - chroma * Math.max(-1, Math.min(place - 3, 9 - place, 1))) / 100) ** 2.2;
  };
  return 0.2126 * part(0) + 0.7152 * part(8) + 0.0722 * part(4) > LIGHT_EVEN ? '#10141b' : '#fff';
}

/** The colour of a text in the theme, for drawing on a canvas. */
export function themeColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
