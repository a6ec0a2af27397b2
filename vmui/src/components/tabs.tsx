// A row of tabs: the arrows walk along it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Names that are letters. */
const SHORT: readonly string[] = ['json', 'http'];

interface TabsProps<T extends string> {
  readonly tabs: readonly T[];
  readonly chosen: T;
  readonly label: string;
  readonly children?: ComponentChildren;
  onChoose(tab: T): void;
}

export function Tabs<T extends string>({ tabs, chosen, label, onChoose, children }: TabsProps<T>) {
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    event.stopPropagation();
    const at = (tabs.indexOf(chosen) + step + tabs.length) % tabs.length;
    onChoose(tabs[at]!);
    (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus();
  };
  const row = useRef<HTMLDivElement>(null);
  // On a narrow screen the chosen one may stand outside of what is seen of the row.
  useEffect(() => {
    const at = row.current?.querySelector<HTMLElement>('[aria-selected=true]');
    if (at && row.current) row.current.scrollLeft = at.offsetLeft - row.current.offsetLeft - (row.current.clientWidth - at.offsetWidth) / 2;
  }, [chosen]);
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={row} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button key={tab} role="tab" aria-selected={tab === chosen} tabIndex={tab === chosen ? 0 : -1} onClick={() => onChoose(tab)}>
            {SHORT.includes(tab) ? tab.toUpperCase() : tab[0]!.toUpperCase() + tab.slice(1)}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
