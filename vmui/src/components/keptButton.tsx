// Opens lists of what was kept in this browser, to go back to it.
import { useState } from 'preact/hooks';
import type { Kept } from '../util/kept';
import { useDismiss } from './useDismiss';

interface KeptList {
  readonly title: string;
  readonly texts: Kept;
}

interface KeptButtonProps {
  readonly label: string;
  /** The words for keeping the present one, and where it is kept. */
  readonly keep: string;
  readonly present: string;
  readonly into: Kept;
  readonly lists: readonly KeptList[];
  /** How a text is shown. */
  textOf?(text: string): string;
  onChoose(text: string): void;
}

export function KeptButton({ label, keep, present, into, lists, textOf = (text) => text, onChoose }: KeptButtonProps) {
  const [open, setOpen] = useState(false);
  const box = useDismiss<HTMLSpanElement>(open, () => setOpen(false));
  const [, setChanges] = useState(0);
  const change = (act: () => void): void => {
    act();
    setChanges((count) => count + 1);
  };
  const list = ({ title, texts }: KeptList) => {
    const shown = texts.all();
    if (!shown.length) return null;
    return (
      <>
        <h3>{title}</h3>
        {shown.map((text) => (
          <div class="past" key={text}>
            <button
              class="plain mono cut"
              title={textOf(text)}
              onClick={() => {
                setOpen(false);
                onChoose(text);
              }}
            >
              {textOf(text)}
            </button>
            <button class="plain" aria-label="Forget it" title="Forget it" onClick={() => change(() => texts.remove(text))}>
              ✕
            </button>
          </div>
        ))}
      </>
    );
  };
  return (
    <span class="history" ref={box}>
      <button type="button" class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
      </button>
      {open && (
        <div class="popup" role="dialog" aria-label={label}>
          <button onClick={() => change(() => into.add(present))}>☆ {keep}</button>
          {lists.map(list)}
        </div>
      )}
    </span>
  );
}
