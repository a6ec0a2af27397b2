// All fields of a row, and how to go on from each.
import type { Row } from '../../api/http';
import { FIELDS, all, exactly } from '../../api/logsql';
import { Star, useFavourites } from '../../components/star';
import { useAsk } from '../../components/useAsk';
import { narrowed } from '../../search/pipes';
import { link, setParams, useRoute } from '../../state/route';
import { addressOf, loadLinks } from '../../trace/links';
import { copyText } from '../../util/copy';
import { Rendered } from './rendered';

export function RowDetail({ row }: { row: Row }) {
  const { params } = useRoute();
  const favourites = useFavourites();
  const links = useAsk(loadLinks, []);
  const query = params.get('query') ?? '*';
  const traceId = row['trace_id'];
  const narrow = (filter: string): void => setParams({ query: narrowed(query, filter) });
  const fields = favourites.first(Object.keys(row).sort((a, b) => a.localeCompare(b)), (field) => field);
  const outside = (field: string) =>
    links.value?.map((each) => {
      const address = each.field === field ? addressOf(each, row) : undefined;
      return (
        address && (
          <a class="button plain" key={each.text} href={address} target="_blank" rel="noopener">
            {each.text} ↗
          </a>
        )
      );
    });
  return (
    <div class="row-detail">
      {traceId && <a href={link(`/trace/${traceId}`, { span: row['span_id'] })}>Open the trace</a>}
      {traceId && row['_stream_id'] && (
        <a class="button plain" title="What the same instance did before and after" href={link('/query', { query: aroundQuery(row) })}>
          Around it
        </a>
      )}
      <button class="plain" title="Copy the whole row as JSON" onClick={() => copyText(JSON.stringify(row, null, 1))}>
        Copy JSON
      </button>
      <dl class="kv">
        {fields.map((field) => {
          const value = row[field] ?? '';
          return [
            <dt key={`${field} key`}>
              <Star field={field} favourites={favourites} /> {field}
            </dt>,
            <dd key={field}>
              <Rendered text={value} room="blocks" /> {outside(field)}
              <span class="tools">
                <button class="plain" onClick={() => narrow(exactly(field, value))} title="Only rows with this value">
                  Only
                </button>
                <button class="plain" onClick={() => narrow(`!${exactly(field, value)}`)} title="No rows with this value">
                  Not
                </button>
                <button class="plain" onClick={() => copyText(value)}>
                  Copy
                </button>
              </span>
            </dd>,
          ];
        })}
      </dl>
    </div>
  );
}

/** The spans of the same stream beside a row. */
function aroundQuery(row: Row): string {
  const filter = all(`_stream_id:${row['_stream_id'] ?? ''}`, exactly(FIELDS.trace, row['trace_id'] ?? ''), exactly(FIELDS.span, row['span_id'] ?? ''));
  return `${filter} | stream_context before 20 after 20`;
}
