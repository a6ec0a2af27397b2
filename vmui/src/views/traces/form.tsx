// The search form. It searches when it is sent.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Search, paramsOf } from '../../search/search';
import { filterOfTags, parseTags } from '../../search/tags';
import { go, link, setParams } from '../../state/route';
import { parseDuration } from '../../util/format';
import { FilterInput } from './filterInput';
import { NameFields } from './names';

const EMPTY: Search = { service: '', operation: '', query: '', min: '', max: '', errors: false };

export function SearchForm({ search }: { search: Search }) {
  const [draft, setDraft] = useState(search);
  useEffect(() => setDraft(search), [search]);
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Search>): void => setDraft({ ...draft, ...part });
  const isDuration = (text: string): boolean => text === '' || parseDuration(text) !== undefined;
  const valid = isDuration(draft.min) && isDuration(draft.max);
  return (
    <form
      class="form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        const query = draft.query.trim();
        const tags = parseTags(query);
        if (/^[0-9a-f]{32}$/i.test(query)) go(link(`/trace/${query.toLowerCase()}`));
        else if (valid) setParams({ ...paramsOf({ ...draft, query: tags ? filterOfTags(tags) : query }), limit: '' });
      }}
    >
      <NameFields service={draft.service} operation={draft.operation} onChange={change} />
      <label>
        Longer than
        <input
          size={7}
          value={draft.min}
          placeholder="100ms"
          aria-invalid={!isDuration(draft.min)}
          onInput={(event) => change({ min: event.currentTarget.value })}
        />
      </label>
      <label>
        Shorter than
        <input
          size={7}
          value={draft.max}
          placeholder="2s"
          aria-invalid={!isDuration(draft.max)}
          onInput={(event) => change({ max: event.currentTarget.value })}
        />
      </label>
      <div class="field grow">
        <span>Attributes in LogsQL or as name=value, or a trace id</span>
        <FilterInput
          label="Attributes"
          placeholder="span_attr:http.response.status_code:>=500"
          value={draft.query}
          onChange={(query) => change({ query })}
          onRun={() => form.current?.requestSubmit()}
        />
      </div>
      <button type="button" aria-pressed={draft.errors} onClick={() => change({ errors: !draft.errors })}>
        Errors only
      </button>
      <button class="primary" disabled={!valid}>
        Search
      </button>
      <button
        type="button"
        onClick={() => {
          setDraft(EMPTY);
          setParams({ ...paramsOf(EMPTY), limit: '', box: '' });
        }}
      >
        Reset
      </button>
    </form>
  );
}
