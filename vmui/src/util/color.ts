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

export function colorOf(service: string): string {
  const value = hash(service);
  const hue = HUES[value % HUES.length]!;
  const lightness = 46 + ((value >>> 8) % 3) * 6;
  return `hsl(${hue} 58% ${lightness}%)`;
}

/** The colour of a text in the theme, for drawing on a canvas. */
export function themeColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
