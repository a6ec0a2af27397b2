import { describe, expect, it } from 'vitest';
import { hasAnsi, styled } from '../src/util/ansi';
import { favouritesOf } from '../src/components/star';
import { fieldsOnLine } from '../src/views/query/group';
import { blocks, inline } from '../src/util/markdown';

const ESCAPE = '\u001b';

describe('text for terminals', () => {
  it('becomes parts of one style', () => {
    expect(styled(`a${ESCAPE}[1;31mb${ESCAPE}[22mc${ESCAPE}[0md`)).toEqual([
      { text: 'a', classes: '' },
      { text: 'b', classes: 'ansi-bold ansi-1' },
      { text: 'c', classes: 'ansi-1' },
      { text: 'd', classes: '' },
    ]);
    expect(styled(`${ESCAPE}[92;44mx${ESCAPE}[39;49my`)).toEqual([
      { text: 'x', classes: 'ansi-10 ansi-on-4' },
      { text: 'y', classes: '' },
    ]);
  });
  it('takes the nearest of sixteen colours for others', () => {
    expect(styled(`${ESCAPE}[38;5;196ma${ESCAPE}[38;2;0;200;10mb${ESCAPE}[48;5;232mc`).map(({ classes }) => classes)).toEqual([
      'ansi-9', 'ansi-2', 'ansi-2 ansi-on-0',
    ]);
  });
  it('loses sequences that do something else, and never hangs on broken ones', () => {
    expect(styled(`${ESCAPE}[2Ka${ESCAPE}]0;title\u0007b${ESCAPE}[m`).map(({ text }) => text).join('')).toBe('ab');
    expect(styled(`${ESCAPE}[`).map(({ text }) => text).join('')).toBe(`${ESCAPE}[`);
    expect(styled(`${ESCAPE}[38m${ESCAPE}[38;5mx`)).toHaveLength(1);
    expect(hasAnsi('[31m')).toBe(false);
  });
});

describe('Markdown', () => {
  it('has headings, lists, code, quotes and paragraphs', () => {
    const text = '# Title\nsome\ntext\n\n- one\n- two\n\n1. first\n```js\n# no heading\n```\n> said';
    expect(blocks(text)).toEqual([
      { kind: 'heading', level: 1, parts: [{ kind: 'text', text: 'Title' }] },
      { kind: 'paragraph', parts: [{ kind: 'text', text: 'some\ntext' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'first' }]] },
      { kind: 'code', text: '# no heading' },
      { kind: 'quote', parts: [{ kind: 'text', text: 'said' }] },
    ]);
    expect(blocks('```')).toEqual([{ kind: 'code', text: '' }]);
  });
  it('has bold, italic, struck and code within a line', () => {
    const c = { kind: 'italic', parts: [{ kind: 'text', text: 'c' }] };
    expect(inline('a **b *c*** `*d*` ~~e~~ _f_')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'bold', parts: [{ kind: 'text', text: 'b ' }, c] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: '*d*' },
      { kind: 'text', text: ' ' },
      { kind: 'struck', parts: [{ kind: 'text', text: 'e' }] },
      { kind: 'text', text: ' ' },
      { kind: 'italic', parts: [{ kind: 'text', text: 'f' }] },
    ]);
    expect(inline('snake_case_name 2 * 3 * 4')).toEqual([{ kind: 'text', text: 'snake_case_name 2 * 3 * 4' }]);
    expect(inline('**b _i_**')).toEqual([{ kind: 'bold', parts: [{ kind: 'text', text: 'b ' }, { kind: 'italic', parts: [{ kind: 'text', text: 'i' }] }] }]);
  });
  it('links only to addresses that cannot run', () => {
    expect(inline('[x](https://a.b/c)')).toEqual([{ kind: 'link', address: 'https://a.b/c', parts: [{ kind: 'text', text: 'x' }] }]);
    for (const bad of ['[x](javascript:alert`1`)', '[x](data:text/html,y)', '[x](JaVaScRiPt:y)', '[x](//evil.example)']) {
      expect(inline(bad).some((part) => part.kind === 'link')).toBe(false);
    }
    expect(inline('<img src=x onerror=y>')).toEqual([{ kind: 'text', text: '<img src=x onerror=y>' }]);
  });
  it('reads hostile text in a moment', () => {
    for (const text of ['*'.repeat(20_000), '[('.repeat(10_000), '**a '.repeat(5000), '> '.repeat(10_000), '`'.repeat(20_001), '~~a'.repeat(9000), '**a*'.repeat(5000), '__a_'.repeat(5000)]) expect(blocks(text).length).toBeGreaterThan(0);
  });
});

describe('fields', () => {
  it('on a line are the chosen ones, or favourites and what tells most', () => {
    const row = { flags: '1', kind: '2', trace_id: 'x', 'span_attr:b': '3', name: 'n' };
    expect(fieldsOnLine(row, [], favouritesOf([]))).toEqual(['name', 'kind', 'span_attr:b']);
    expect(fieldsOnLine(row, [], favouritesOf(['span_attr:b', 'trace_id']))).toEqual(['trace_id', 'span_attr:b', 'name', 'kind']);
    expect(fieldsOnLine(row, ['trace_id', 'gone'], favouritesOf(['name']))).toEqual(['trace_id']);
  });
});
