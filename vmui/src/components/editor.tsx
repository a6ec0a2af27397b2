// The LogsQL editor: colours, completion from the server, brackets, Enter to run.
import {
  acceptCompletion, autocompletion, closeBrackets, completionKeymap, completionStatus, insertCompletionText, moveCompletionSelection,
  pickedCompletion, selectedCompletion,
} from '@codemirror/autocomplete';
import { type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, placeholder } from '@codemirror/view';
import { StateEffect, StateField } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'preact/hooks';
import { FUNCTIONS, PIPES, placeAt, tokenAt } from '../search/tokens';

export interface Suggestion {
  readonly value: string;
  readonly hits: number;
}

export interface Suggestions {
  /** The fields that the last pipe of a text can name. */
  fields(before: string): Promise<readonly Suggestion[]>;
  values(field: string, prefix: string, before: string): Promise<readonly Suggestion[]>;
  streamFields(): Promise<readonly Suggestion[]>;
  streamValues(field: string): Promise<readonly Suggestion[]>;
}

interface EditorProps {
  /** What the editor begins with, and again when it changes; typing does not change it. */
  readonly value: string;
  /** Grows when the value is to be shown again, although it is the same. */
  readonly loads?: number;
  readonly suggestions: Suggestions;
  readonly label?: string;
  readonly placeholder?: string;
  /** Where the server found the query wrong. */
  readonly errorAt: number | undefined;
  onChange(value: string): void;
  onRun(): void;
  /** The query before or after this one in the history. */
  onHistory(direction: 1 | -1): string | undefined;
}

const STYLES: Readonly<Record<string, string>> = {
  string: 'string', number: 'number', pipe: 'controlKeyword', operator: 'operator', bracket: 'bracket',
  keyword: 'keyword', field: 'propertyName', word: 'content', comment: 'comment',
};

const language = StreamLanguage.define<null>({
  token(stream) {
    const token = tokenAt(stream.string, stream.pos);
    stream.pos = token.to;
    return STYLES[token.kind] ?? null;
  },
  languageData: { commentTokens: { line: '#' } },
});

const colors = HighlightStyle.define([
  { tag: tags.string, color: 'var(--good)' },
  { tag: tags.number, color: 'var(--good)' },
  { tag: tags.controlKeyword, color: 'var(--accent)', fontWeight: 'bold' },
  { tag: tags.keyword, color: 'var(--accent)' },
  { tag: tags.propertyName, fontWeight: '600' },
  { tag: tags.operator, color: 'var(--dim)' },
  { tag: tags.comment, color: 'var(--dim)', fontStyle: 'italic' },
]);

/** The editor's styles live in a shadow root, where the page's policy lets a script put them. */
const look = EditorView.theme({
  '&': { fontSize: '13px' },
  '&.cm-focused': { outline: 'none', boxShadow: '0 0 0 2px var(--accent)', borderRadius: '6px' },
  '.cm-scroller, .cm-content': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--editor-padding, 6px) 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': { backgroundColor: 'var(--accent-ground) !important' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-ground) !important' },
  '.cm-placeholder': { color: 'var(--dim)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: 'var(--shadow)',
    color: 'var(--text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxWidth: '640px' },
  '.cm-tooltip.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-ground)', color: 'var(--accent)' },
  '.cm-completionDetail': { color: 'var(--dim)', marginLeft: '12px', fontStyle: 'normal' },
  '.wrong': { textDecoration: 'underline wavy var(--error)' },
});

const setError = StateEffect.define<number | undefined>();
const errorMark = Decoration.mark({ class: 'wrong' });
const errorField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setError)) continue;
      const at = effect.value;
      const length = transaction.newDoc.length;
      if (at === undefined || at > length || length === 0) return Decoration.none;
      const from = Math.min(at, length - 1);
      const to = Math.max(from + 1, tokenAt(transaction.newDoc.toString(), from).to);
      return Decoration.set([errorMark.range(from, Math.min(to, length))]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function completions(suggestions: () => Suggestions) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const place = placeAt(text, context.pos);
    const prefix = text.slice(place.from, context.pos);
    if (!context.explicit && prefix.length === 0 && !/value/i.test(place.kind)) return null;
    const plain = (labels: readonly string[], type: string) => labels.map((label) => ({ label, type }));
    const before = text.slice(0, place.from);
    const isQuoted = prefix.startsWith('"');
    const from = place.from + (isQuoted ? 1 : 0);
    const apply = (write: (value: string) => string) => (isQuoted ? withinQuotes : write);
    switch (place.kind) {
      case 'pipe':
        return { from: place.from, options: plain(PIPES, 'keyword') };
      case 'function':
        return { from: place.from, options: FUNCTIONS.map((label) => ({ label, type: 'function', apply: `${label}(` })) };
      case 'field':
        return { from, options: optionsOf(await suggestions().fields(before), 'property', apply(written)), validFor: /^[\w.:-]*$/ };
      case 'value': {
        const values = await suggestions().values(place.field, prefix.replace(/^["'`]/, ''), before);
        return { from, options: optionsOf(values, 'text', apply(written)) };
      }
      case 'streamField':
        return { from: place.from, options: optionsOf(await suggestions().streamFields(), 'property', (field) => `${field}=`), validFor: /^[\w.:-]*$/ };
      case 'streamValue':
        return { from, options: optionsOf(await suggestions().streamValues(place.field), 'text', apply(JSON.stringify)) };
    }
  };
}

function optionsOf(found: readonly Suggestion[], type: string, apply: (value: string) => Completion['apply'] & {}) {
  return found.map(({ value, hits }) => ({ label: value, apply: apply(value), type, detail: String(hits) }));
}

/** Behind a quote the rest of the literal, in place of the quote that the editor put there too. */
function withinQuotes(value: string) {
  return (editor: EditorView, chosen: Completion, from: number, to: number): void => {
    const end = to + (editor.state.sliceDoc(to, to + 1) === '"' ? 1 : 0);
    editor.dispatch({
      ...insertCompletionText(editor.state, JSON.stringify(value).slice(1), from, end),
      annotations: pickedCompletion.of(chosen),
    });
  };
}

function completeFirst(editor: EditorView): boolean {
  if (completionStatus(editor.state) !== 'active') return false;
  if (!selectedCompletion(editor.state)) moveCompletionSelection(true)(editor);
  return acceptCompletion(editor);
}

function written(text: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(text) ? text : JSON.stringify(text);
}

export default function Editor(props: EditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const replace = (text: string): void =>
      view.current!.dispatch({ changes: { from: 0, to: view.current!.state.doc.length, insert: text }, selection: { anchor: text.length } });
    const recall = (direction: 1 | -1) => (): boolean => {
      const query = latest.current.onHistory(direction);
      if (query !== undefined) replace(query);
      return true;
    };
    const root = box.current!.shadowRoot ?? box.current!.attachShadow({ mode: 'open' });
    view.current = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          closeBrackets(),
          bracketMatching(),
          language,
          look,
          syntaxHighlighting(colors),
          errorField,
          placeholder(latest.current.placeholder ?? '_time:5m status_code:=2 | stats by (name) count()'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': latest.current.label ?? 'LogsQL query' }),
          // Enter runs the query unless a suggestion was chosen; Tab takes the first one.
          autocompletion({
            override: [completions(() => latest.current.suggestions)],
            icons: false,
            selectOnOpen: false,
            interactionDelay: 0,
          }),
          Prec.highest(
            keymap.of([
              {
                key: 'Enter',
                run: (editor) => {
                  if (selectedCompletion(editor.state) && acceptCompletion(editor)) return true;
                  latest.current.onRun();
                  return true;
                },
              },
              { key: 'Tab', run: completeFirst },
              { key: 'Mod-ArrowUp', run: recall(-1) },
              { key: 'Mod-ArrowDown', run: recall(1) },
            ]),
          ),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    return () => view.current?.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== props.value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } });
    }
  }, [props.value, props.loads]);
  useEffect(() => {
    view.current?.dispatch({ effects: setError.of(props.errorAt) });
  }, [props.errorAt]);
  return <div class="editor" ref={box} data-testid="editor" />;
}
