// The part of Markdown that messages use: headings, lists, code, quotes, bold, italic, links. What a text
// says becomes nodes, never markup.

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'struck'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly address: string; readonly parts: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

/** Longer texts stay as they are. */
export const MARKDOWN_LENGTH_MAX = 50_000;
const NESTING_MAX = 4;
/** Addresses of any other kind could run as a script. */
const SAFE = /^(https?:\/\/|mailto:)/i;
/** What stands out within a line. Each part is bounded, so that no text takes long. */
const PARTS = new RegExp(
  [
    /`(?<code>[^`\n]{1,2000})`/,
    /\[(?<text>[^[\]\n]{1,500})\]\((?<address>[^()\s]{1,2000})\)/,
    /(?<!\*)\*\*(?=[^\s*])(?<bold>[^\n]{1,500}?)\*\*(?!\*)/,
    /(?<![\w_])__(?=[^\s_])(?<strong>[^\n]{1,500}?)__(?![\w_])/,
    /(?<!\*)\*(?=[^\s*])(?<italic>[^*\n]{1,500})(?<=\S)\*(?!\*)/,
    /(?<![\w_])_(?=[^\s_])(?<slanted>[^_\n]{1,500})(?<=\S)_(?![\w_])/,
    /~~(?=\S)(?<struck>[^~\n]{1,500})~~/,
  ]
    .map((rule) => rule.source)
    .join('|'),
  'g',
);
const FENCE = /^\s*(```|~~~)/;
const ITEM = /^\s*(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const QUOTE = /^>\s?(.*)$/;

/** The parts of a line of text. */
export function inline(text: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  const addText = (until: number): void => {
    if (until > from) parts.push({ kind: 'text', text: text.slice(from, until) });
  };
  for (const match of depth > NESTING_MAX ? [] : text.matchAll(PARTS)) {
    const part = partOf(match.groups ?? {}, depth + 1);
    if (!part) continue;
    addText(match.index);
    parts.push(part);
    from = match.index + match[0].length;
  }
  addText(text.length);
  return parts;
}

function partOf(found: Readonly<Record<string, string | undefined>>, depth: number): Inline | undefined {
  const { code, text, address, struck } = found;
  const [bold, italic] = [found['bold'] ?? found['strong'], found['italic'] ?? found['slanted']];
  if (code) return { kind: 'code', text: code };
  if (bold) return { kind: 'bold', parts: inline(bold, depth) };
  if (italic) return { kind: 'italic', parts: inline(italic, depth) };
  if (struck) return { kind: 'struck', parts: inline(struck, depth) };
  return text && address && SAFE.test(address) ? { kind: 'link', address, parts: inline(text, depth) } : undefined;
}

/** The blocks of a text. */
export function blocks(text: string): Block[] {
  const lines = text.split(/\r?\n/);
  const found: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOfBlock(lines, at);
    const block = blockOf(lines.slice(at, end));
    if (block) found.push(block);
    at = end;
  }
  return found;
}

type Form = 'fence' | 'heading' | 'ordered' | 'item' | 'quote' | 'blank' | 'text';

function formOf(line: string): Form {
  if (FENCE.test(line)) return 'fence';
  if (!line.trim()) return 'blank';
  if (HEADING.test(line)) return 'heading';
  const item = ITEM.exec(line);
  if (item) return item[1] ? 'ordered' : 'item';
  return QUOTE.test(line) ? 'quote' : 'text';
}

function endOfBlock(lines: readonly string[], from: number): number {
  const form = formOf(lines[from]!);
  let end = from + 1;
  if (form === 'heading') return end;
  if (form === 'fence') {
    while (end < lines.length && formOf(lines[end]!) !== 'fence') end++;
    return Math.min(lines.length, end + 1);
  }
  while (end < lines.length && formOf(lines[end]!) === form) end++;
  return end;
}

function blockOf(lines: readonly string[]): Block | undefined {
  const form = formOf(lines[0]!);
  switch (form) {
    case 'blank':
      return undefined;
    case 'fence':
      return { kind: 'code', text: lines.slice(1, lines.length > 1 && FENCE.test(lines.at(-1)!) ? -1 : undefined).join('\n') };
    case 'heading': {
      const [, marks = '', title = ''] = HEADING.exec(lines[0]!) ?? [];
      return { kind: 'heading', level: marks.length, parts: inline(title) };
    }
    case 'ordered':
    case 'item':
      return { kind: 'list', ordered: form === 'ordered', items: lines.map((line) => inline(ITEM.exec(line)?.[2] ?? '')) };
    case 'quote':
      return { kind: 'quote', parts: inline(lines.map((line) => QUOTE.exec(line)?.[1] ?? '').join('\n')) };
    case 'text':
      return { kind: 'paragraph', parts: inline(lines.join('\n')) };
  }
}
