// A titled box that can show the query behind what it shows.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { link } from '../state/route';
import { copyText } from '../util/copy';

interface PanelProps {
  readonly title: string;
  readonly query?: string | undefined;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Panel({ title, query, actions, children }: PanelProps) {
  const [open, setOpen] = useState(false);
  return (
    <section class="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <div class="actions">
          {actions}
          {query && (
            <button class="plain" aria-expanded={open} title="The LogsQL behind this" onClick={() => setOpen(!open)}>
              Query
            </button>
          )}
        </div>
      </header>
      {open && query && (
        <div class="behind">
          <pre class="code">{query}</pre>
          <button class="plain" onClick={() => copyText(query)}>
            Copy
          </button>
          <a class="button plain" href={link('/query', { query })}>
            Open in Query
          </a>
        </div>
      )}
      {children}
    </section>
  );
}
