// A box over the page, closed by Escape or by a click beside it; the focus goes in and back again.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDismiss } from './useDismiss';

export function Modal({ title, close, children }: { title: string; close(): void; children: ComponentChildren }) {
  const box = useDismiss<HTMLDivElement>(true, close);
  const before = useRef(document.activeElement);
  useEffect(() => {
    box.current?.focus();
    return () => (before.current as HTMLElement | null)?.focus?.();
  }, []);
  return (
    <div class="sheet" role="dialog" aria-modal="true" aria-label={title}>
      <div class="popup" ref={box} tabIndex={-1}>
        <header>
          <h2>{title}</h2>
          <button class="icon" aria-label="Close" onClick={close}>
            ✕
          </button>
        </header>
        {children}
      </div>
    </div>
  );
}
