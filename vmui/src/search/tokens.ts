// Splits LogsQL into tokens, for colours and completion; it need not be the server's parser.

export type TokenKind = 'space' | 'string' | 'number' | 'pipe' | 'operator' | 'bracket' | 'keyword' | 'field' | 'word' | 'comment';

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

const KEYWORDS = new Set(['and', 'or', 'not', 'by', 'if', 'as', 'in', 'limit', 'offset', 'desc', 'asc', 'options', 'with', 'partition', 'rank', 'from', 'at']);

const RULES: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /#[^\n]*/y],
  ['string', /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?/y],
  ['pipe', /\|/y],
  ['number', /-?\d+(?:\.\d+)?(?:[a-zµ]+|\b)/iy],
  ['bracket', /[()[\]{},]/y],
  ['operator', /:[=~<>!]*=?|[=~<>!]+=?|\*/y],
  ['word', /[^\s"'`|()[\]{},:=~<>!*#]+/y],
];

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    found.push(token);
    at = token.to;
  }
  return found;
}

export function tokenAt(text: string, at: number): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (match?.[0]) {
      const to = at + match[0].length;
      return { kind: kind === 'word' ? wordKind(text, match[0], to) : kind, from: at, to };
    }
  }
  return { kind: 'word', from: at, to: at + 1 };
}

function wordKind(text: string, word: string, to: number): TokenKind {
  if (KEYWORDS.has(word.toLowerCase())) return 'keyword';
  return text[to] === ':' ? 'field' : 'word';
}

/** What may be completed at a place of a query. */
export type Place =
  | { readonly kind: 'pipe' | 'field' | 'function' | 'streamField'; readonly from: number }
  | { readonly kind: 'value' | 'streamValue'; readonly field: string; readonly from: number };

/** What the word that ends at a place is likely to become. */
export function placeAt(text: string, at: number): Place {
  const before = tokens(text.slice(0, at));
  const brace = before.findLast((token) => /[{}]/.test(text[token.from]!) && token.kind === 'bracket');
  if (brace && text[brace.from] === '{') return placeInStream(text.slice(0, at), brace.to);
  const last = before.at(-1);
  const inWord = last && (last.kind === 'word' || last.kind === 'keyword' || last.kind === 'field' || (last.kind === 'string' && !closed(text, last)));
  const from = inWord ? last.from : at;
  const solid = (inWord ? before.slice(0, -1) : before).filter((token) => token.kind !== 'space' && token.kind !== 'comment');
  const previous = solid.at(-1);
  if (!previous) return { kind: 'field', from };
  if (previous.kind === 'pipe') return { kind: 'pipe', from };
  if (previous.kind === 'operator' && text[previous.from] === ':') {
    const field = solid.at(-2);
    if (field) return { kind: 'value', field: unquoted(text.slice(field.from, field.to)), from };
  }
  return { kind: afterStats(solid, text) ? 'function' : 'field', from };
}

/** In braces, fields hold colons, and only a comma ends a condition. */
function placeInStream(before: string, open: number): Place {
  const condition = /(?:^|,)\s*((?:"(?:[^"\\]|\\.)*"|[^",=!~])*)(?:(=~|!~|!=|=)\s*("?(?:[^"\\]|\\.)*))?$/.exec(before.slice(open));
  if (!condition) return { kind: 'streamField', from: before.length };
  const [, field = '', operator, value = ''] = condition;
  if (!operator) return { kind: 'streamField', from: before.length - field.length };
  return { kind: 'streamValue', field: unquoted(field.trim()), from: before.length - value.length };
}

function closed(text: string, token: Token): boolean {
  return token.to - token.from > 1 && text[token.to - 1] === text[token.from];
}

export function unquoted(text: string): string {
  if (text.startsWith('"')) {
    try {
      return JSON.parse(text) as string;
    } catch {
      return text.slice(1).replace(/"$/, '');
    }
  }
  return /^['`]/.test(text) ? text.slice(1, -1) : text;
}

/** Whether the next word names a function of a `stats` pipe. */
function afterStats(solid: readonly Token[], text: string): boolean {
  let depth = 0;
  for (let i = solid.length - 1; i >= 0; i--) {
    const word = text.slice(solid[i]!.from, solid[i]!.to);
    if (word === ')') depth++;
    else if (word === '(') depth--;
    if (depth < 0 || solid[i]!.kind === 'pipe') return false;
    if (depth === 0 && word === 'stats') return solid[i - 1]?.kind === 'pipe';
  }
  return false;
}

export const PIPES = [
  'block_stats', 'blocks_count', 'collapse_nums', 'copy', 'decolorize', 'delete', 'drop_empty_fields', 'extract',
  'extract_regexp', 'facets', 'field_names', 'field_values', 'fields', 'filter', 'first', 'format', 'hash', 'join',
  'json_array_len', 'last', 'len', 'limit', 'math', 'offset', 'pack_json', 'pack_logfmt', 'rename', 'replace',
  'replace_regexp', 'sample', 'sort', 'stats', 'stream_context', 'top', 'union', 'uniq', 'unpack_json', 'unpack_logfmt',
  'unpack_syslog', 'unpack_words', 'unroll', 'trace_spans', 'trace_summary', 'trace_tree', 'trace_where',
];

export const FUNCTIONS = [
  'avg', 'count', 'count_empty', 'count_uniq', 'count_uniq_hash', 'histogram', 'json_values', 'max', 'median', 'min',
  'quantile', 'rate', 'rate_sum', 'row_any', 'row_max', 'row_min', 'sum', 'sum_len', 'uniq_values', 'values',
];
