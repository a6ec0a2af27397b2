// A list of very many rows of one height, of which only those in sight exist. Browsers cannot make
// elements of any height, so beyond a limit the scroll bar stands for the list in proportion.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const HEIGHT_MAX = 8_000_000;
const SPARE_ROWS = 6;

interface VirtualRowsProps {
  readonly count: number;
  readonly rowHeight: number;
  readonly render: (index: number) => ComponentChildren;
  readonly label: string;
  /** A row to bring into sight when it changes. */
  readonly reveal?: number | undefined;
  readonly class?: string;
  readonly role?: 'tree' | 'document';
}

export function VirtualRows({ count, rowHeight, render, label, reveal, class: name, role = 'tree' }: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const full = count * rowHeight;
  const shown = Math.min(full, HEIGHT_MAX);
  const scale = full > shown ? (full - height) / Math.max(1, shown - height) : 1;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    if (!element || reveal === undefined || reveal < 0) return;
    const at = reveal * rowHeight;
    if (at < element.scrollTop * scale || at > element.scrollTop * scale + height - 2 * rowHeight) {
      element.scrollTop = Math.max(0, at - height / 2) / scale;
    }
  }, [reveal]);
  const offset = top * scale;
  const from = Math.max(0, Math.floor(offset / rowHeight) - SPARE_ROWS);
  const until = Math.min(count, Math.ceil((offset + height) / rowHeight) + SPARE_ROWS);
  const rows: ComponentChildren[] = [];
  for (let i = from; i < until; i++) rows.push(render(i));
  return (
    <div
      class={`virtual ${name ?? ''}`}
      ref={box}
      role={role}
      aria-label={label}
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="presentation" style={{ height: `${shown}px`, position: 'relative' }}>
        <div role="presentation" style={{ position: 'absolute', left: 0, right: 0, top: `${top + (from * rowHeight - offset)}px` }}>{rows}</div>
      </div>
    </div>
  );
}
