// A line for filters in LogsQL: at first a plain one, then the editor with colours and completion.
import { useMemo, useRef } from 'preact/hooks';
import type Editor from '../../components/editor';
import { lazy } from '../../components/lazy';
import { useScene } from '../../state/context';
import { suggestionsOf } from '../query/suggestions';

interface FilterInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  onChange(value: string): void;
  onRun(): void;
}

type EditorProps = Parameters<typeof Editor>[0] & { onWaiting(value: string): void };

const LazyEditor = lazy<EditorProps>(
  () => import('../../components/editor').then((module) => module.default),
  ({ value, label, placeholder, onWaiting }) => (
    <input value={value} aria-label={label} placeholder={placeholder} spellcheck={false} onInput={(event) => onWaiting(event.currentTarget.value)} />
  ),
);

export function FilterInput({ value, onChange, ...rest }: FilterInputProps) {
  const scene = useScene();
  const suggestions = useMemo(() => suggestionsOf(scene), [scene]);
  // The editor owns what is typed and must not be given it back late: only what comes from elsewhere is given to it.
  const typed = useRef(value);
  const given = useRef({ value, version: 0 });
  if (value !== typed.current) {
    given.current = { value, version: given.current.version + Number(value === given.current.value) };
    typed.current = value;
  }
  const take = (text: string): void => {
    typed.current = text;
    onChange(text);
  };
  return (
    <div class="filter-input">
      <LazyEditor
        key={given.current.version}
        {...rest}
        value={given.current.value}
        suggestions={suggestions}
        errorAt={undefined}
        onHistory={() => undefined}
        onChange={take}
        onWaiting={(text) => {
          given.current = { ...given.current, value: text };
          take(text);
        }}
      />
    </div>
  );
}
