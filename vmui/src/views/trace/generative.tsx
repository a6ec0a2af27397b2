// What was asked of a generative model and what it said, where a span tells it.
import { useMemo } from 'preact/hooks';
import type { Row } from '../../api/http';
import { generativeOf } from '../../trace/generative';

export function GenerativeSection({ row }: { row: Row }) {
  const found = useMemo(() => generativeOf(row), [row]);
  if (!found) return null;
  return (
    <details open data-testid="generative">
      <summary>Generative model</summary>
      <div class="facts">
        {found.facts.map(({ key, value }) => (
          <div key={key}>
            <span class="name">{key}</span>
            <b>{value}</b>
          </div>
        ))}
      </div>
      {found.messages.map(({ role, text }, i) => (
        <div class="mark-box" key={i}>
          <span class="chip">{role}</span>
          <pre class="said">{text}</pre>
        </div>
      ))}
    </details>
  );
}
