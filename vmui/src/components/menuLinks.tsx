// The links of the operator above every page: to dashboards, logs, the handbook.
import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../state/context';
import { type ValueLink, addressOnPage, loadLinks } from '../trace/links';
import { useDismiss } from './useDismiss';

export function MenuLinks() {
  const scene = useScene();
  const [links, setLinks] = useState<readonly ValueLink[]>([]);
  const [open, setOpen] = useState(false);
  const box = useDismiss<HTMLSpanElement>(open, () => setOpen(false));
  useEffect(() => void loadLinks().then(setLinks), []);
  const addresses = links
    .filter((link) => link.field === undefined)
    .map((link) => ({ text: link.text, address: addressOnPage(link, scene) }));
  if (!addresses.length) return null;
  return (
    <span class="menu-links" ref={box}>
      <button aria-expanded={open} onClick={() => setOpen(!open)}>
        Links ▾
      </button>
      {open && (
        <nav class="popup" aria-label="Links">
          {addresses.map(
            ({ text, address }) =>
              address && (
                <a key={text} href={address} target="_blank" rel="noopener">
                  {text} ↗
                </a>
              ),
          )}
        </nav>
      )}
    </span>
  );
}
