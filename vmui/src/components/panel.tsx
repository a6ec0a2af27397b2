// A titled box that can show the query behind what it shows.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Params, curl } from '../api/http';
import { link } from '../state/route';
import { copyText } from '../util/copy';

interface PanelProps {
  readonly title: string;
  /** The LogsQL behind it. */
  readonly query?: string | undefined;
  /** The request behind it where that is not LogsQL. */
  readonly request?: { readonly endpoint: string; readonly params: Params } | undefined;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Panel({ title, query, request, actions, children }: PanelProps) {
  const [open, setOpen] = useState(false);
  const behind = query ?? (request && curl(request.endpoint, request.params));
  return (
    <section class="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <div class="actions">
          {actions}
          {behind && (
            <button class="plain" aria-expanded={open} title="What this asks the server" onClick={() => setOpen(!open)}>
              Query
            </button>
          )}
        </div>
      </header>
      {open && behind && (
        <div class="behind">
          <pre class="code">{behind}</pre>
          <button class="plain" onClick={() => copyText(behind)}>
            Copy
          </button>
          {query && (
            <a class="button plain" href={link('/query', { query })}>
              Open in Query
            </a>
          )}
        </div>
      )}
      {children}
    </section>
  );
}
