// The keys that work everywhere, and the sheet that lists all of them.
import { useEffect, useState } from 'preact/hooks';
import { go, link } from '../state/route';
import { Modal } from './modal';

interface KeysProps {
  readonly pages: readonly (readonly [string, string, string])[];
  refresh(): void;
}

const TRACE_KEYS: readonly (readonly [string, string])[] = [
  ['s / w', 'Scroll down / up'],
  ['f / b', 'Next / previous matching span'],
  ['j / k', 'Open the next / previous span'],
  ['a / d, ← / →', 'Pan left / right'],
  ['↑ / ↓', 'Zoom in / out'],
  ['[ / ]', 'Expand / collapse all'],
  ['o / p', 'Expand / collapse one level'],
  ['Ctrl B', 'Find in the trace'],
  ['c', 'Show the critical path'],
  ['Esc', 'Close the span, clear the search'],
];

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return !!target?.closest('input, textarea, select, [contenteditable=true], .editor');
}

export function Keys({ pages, refresh }: KeysProps) {
  const [sheet, setSheet] = useState(false);
  useEffect(() => {
    let first = '';
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (first === 'g') {
        const page = pages.find(([, , keys]) => keys === `g ${event.key}`);
        first = '';
        if (page) go(link(page[0]));
        return;
      }
      first = event.key === 'g' ? 'g' : '';
      if (event.key === '?') setSheet((shown) => !shown);
      if (event.key === 'r') refresh();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [pages]);
  if (!sheet) return null;
  return (
    <Modal title="Keys" close={() => setSheet(false)}>
      <dl>
        {pages.map(([, title, keys]) => [<dt>{keys}</dt>, <dd>{title}</dd>])}
        <dt>r</dt>
        <dd>Ask again</dd>
        <dt>?</dt>
        <dd>This sheet</dd>
      </dl>
      <h3>In a trace</h3>
      <dl>{TRACE_KEYS.map(([keys, text]) => [<dt>{keys}</dt>, <dd>{text}</dd>])}</dl>
    </Modal>
  );
}
