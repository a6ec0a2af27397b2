// Closes what is open when the user presses Escape or clicks beside it.
import { type RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What the returned reference is given to stays open when clicked. */
export function useDismiss<T extends HTMLElement>(open: boolean, close: () => void): RefObject<T> {
  const box = useRef<T>(null);
  useEffect(() => {
    if (!open) return;
    const dismiss = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)) close();
    };
    addEventListener('pointerdown', dismiss);
    addEventListener('keydown', dismiss);
    return () => {
      removeEventListener('pointerdown', dismiss);
      removeEventListener('keydown', dismiss);
    };
  }, [open]);
  return box;
}
