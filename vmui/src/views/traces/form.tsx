// The search form. It searches when it is sent; lists of names come from the server.
import { useEffect, useState } from 'preact/hooks';
import { FIELDS, exactly, fieldName, rows } from '../../api/logsql';
import { useAsk } from '../../components/useAsk';
import { type Search, paramsOf } from '../../search/search';
import { useScene } from '../../state/context';
import { go, link, setParams } from '../../state/route';
import { parseDuration } from '../../util/format';

const EMPTY: Search = { service: '', operation: '', query: '', min: '', max: '', errors: false };
const NAMES_MAX = 1000;

export function SearchForm({ search }: { search: Search }) {
  const { span } = useScene();
  const [draft, setDraft] = useState(search);
  useEffect(() => setDraft(search), [search]);
  const services = useAsk(
    async (ask) =>
      (await rows(`* | uniq by (${fieldName(FIELDS.service)}) limit ${NAMES_MAX}`, span, ask))
        .map((row) => row[FIELDS.service] ?? '')
        .filter(Boolean)
        .sort(),
    [span],
  );
  const operations = useAsk(
    async (ask) =>
      draft.service
        ? (await rows(`${exactly(FIELDS.service, draft.service)} | uniq by (name) limit ${NAMES_MAX}`, span, ask))
            .map((row) => row['name'] ?? '')
            .sort()
        : [],
    [span, draft.service],
  );
  const change = (part: Partial<Search>): void => setDraft({ ...draft, ...part });
  const isDuration = (text: string): boolean => text === '' || parseDuration(text) !== undefined;
  const valid = isDuration(draft.min) && isDuration(draft.max);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const id = draft.query.trim();
        if (/^[0-9a-f]{32}$/i.test(id)) go(link(`/trace/${id.toLowerCase()}`));
        else if (valid) setParams({ ...paramsOf(draft), limit: '' });
      }}
    >
      <label>
        Service
        <select
          value={draft.service}
          onChange={(event) => change({ service: event.currentTarget.value, operation: '' })}
          data-testid="service"
        >
          <option value="">any</option>
          {draft.service && !services.value?.includes(draft.service) && <option value={draft.service}>{draft.service}</option>}
          {services.value?.map((service) => (
            <option key={service} value={service}>
              {service}
            </option>
          ))}
        </select>
      </label>
      <label>
        Operation
        <input
          list="operations"
          value={draft.operation}
          placeholder="any"
          onInput={(event) => change({ operation: event.currentTarget.value })}
        />
        <datalist id="operations">
          {operations.value?.map((operation) => <option key={operation} value={operation} />)}
        </datalist>
      </label>
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
      <label class="grow">
        Attributes, in LogsQL, or a trace id
        <input
          value={draft.query}
          placeholder='span_attr:http.response.status_code:>=500'
          spellcheck={false}
          onInput={(event) => change({ query: event.currentTarget.value })}
        />
      </label>
      <button type="button" aria-pressed={draft.errors} onClick={() => change({ errors: !draft.errors })}>
        Errors only
      </button>
      <button class="primary" disabled={!valid}>
        Search
      </button>
      <button type="button" onClick={() => setParams({ ...paramsOf(EMPTY), limit: '', box: '' })}>
        Reset
      </button>
    </form>
  );
}
