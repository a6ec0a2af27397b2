// Values as they were written: with the colours of a terminal, or as Markdown, where the user wants that.
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { setParams, useRoute } from '../../state/route';
import { hasAnsi, styled } from '../../util/ansi';
import { type Block, type Inline, MARKDOWN_LENGTH_MAX, blocks, inline } from '../../util/markdown';

interface Rendering {
  readonly ansi: boolean;
  readonly markdown: boolean;
}

const RenderingContext = createContext<Rendering>({ ansi: false, markdown: false });

/** What the rows within are shown with, as the address has it. */
export function RenderingOfAddress({ children }: { children: ComponentChildren }) {
  const { params } = useRoute();
  const ansi = params.get('ansi') === 'on';
  const markdown = params.get('markdown') === 'on';
  return <RenderingContext.Provider value={{ ansi, markdown }}>{children}</RenderingContext.Provider>;
}

export function RenderingButtons() {
  const rendering = useContext(RenderingContext);
  const button = (name: keyof Rendering, label: string, title: string) => (
    <button class="plain" aria-pressed={rendering[name]} title={title} onClick={() => setParams({ [name]: rendering[name] ? '' : 'on' }, 'replace')}>
      {label}
    </button>
  );
  return (
    <span class="renderings">
      {button('ansi', 'ANSI', 'Colours of terminals in values')}
      {button('markdown', 'Markdown', 'Values as Markdown')}
    </span>
  );
}

/** A value on a line, or where there is room as blocks. */
export function Rendered({ text, room = 'line' }: { text: string; room?: 'line' | 'blocks' }) {
  const { ansi, markdown } = useContext(RenderingContext);
  if (ansi && hasAnsi(text)) {
    return (
      <span class={room === 'blocks' ? 'ansi pre' : 'ansi'}>
        {styled(text).map(({ text: part, classes }, i) => (
          <span key={i} class={classes || undefined}>
            {part}
          </span>
        ))}
      </span>
    );
  }
  if (!markdown || text.length > MARKDOWN_LENGTH_MAX) return <>{text}</>;
  if (room === 'line') return <>{inline(text).map(partNode)}</>;
  const found = blocks(text);
  return isPlain(found) ? <>{text}</> : <div class="markdown">{found.map(blockNode)}</div>;
}

/** Whether a text says nothing in Markdown: numbers and ids keep their look. */
function isPlain(found: readonly Block[]): boolean {
  const [first] = found;
  return !first || (found.length === 1 && first.kind === 'paragraph' && first.parts.every(({ kind }) => kind === 'text'));
}

function partNode(part: Inline, i: number): ComponentChildren {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code key={i}>{part.text}</code>;
    case 'bold':
      return <strong key={i}>{part.parts.map(partNode)}</strong>;
    case 'italic':
      return <em key={i}>{part.parts.map(partNode)}</em>;
    case 'struck':
      return <s key={i}>{part.parts.map(partNode)}</s>;
    case 'link':
      return (
        <a key={i} href={part.address} target="_blank" rel="noopener noreferrer" onClick={(event) => event.stopPropagation()}>
          {part.parts.map(partNode)}
        </a>
      );
  }
}

function blockNode(block: Block, i: number): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return (
        <p key={i} class={`heading level-${block.level}`} role="heading" aria-level={Math.min(6, block.level + 2)}>
          {block.parts.map(partNode)}
        </p>
      );
    case 'paragraph':
      return <p key={i}>{block.parts.map(partNode)}</p>;
    case 'quote':
      return <blockquote key={i}>{block.parts.map(partNode)}</blockquote>;
    case 'code':
      return (
        <pre key={i} class="code">
          {block.text}
        </pre>
      );
    case 'list': {
      const items = block.items.map((parts, at) => <li key={at}>{parts.map(partNode)}</li>);
      return block.ordered ? <ol key={i}>{items}</ol> : <ul key={i}>{items}</ul>;
    }
  }
}
