// What the server knows of fields and values, for completion; asked once per text.
import { post, type Params } from '../../api/http';
import { exactly, rows, times } from '../../api/logsql';
import type { Suggestion, Suggestions } from '../../components/editor';
import { fieldsBefore } from '../../search/pipes';
import type { Scene } from '../../state/context';

const VALUES_MAX = 50;
const TIMES: readonly Suggestion[] = ['5m', '15m', '1h', '6h', '1d', '7d'].map((value) => ({ value, hits: 0 }));

export function suggestionsOf({ span, tenant }: Scene): Suggestions {
  const known = new Map<string, Promise<readonly Suggestion[]>>();
  const once = (key: string, find: () => Promise<readonly Suggestion[]>): Promise<readonly Suggestion[]> => {
    const answer = known.get(key) ?? find().catch(() => []);
    known.set(key, answer);
    return answer;
  };
  const ask = (endpoint: string, params: Params) =>
    once(endpoint + JSON.stringify(params), async () => (await post<{ values: readonly Suggestion[] }>(`logsql/${endpoint}`, { ...params, ...times(span) }, { tenant })).values);
  const askQuery = (query: string, name: string) =>
    once(query, async () => (await rows(query, span, { tenant })).map((row) => ({ value: row[name] ?? '', hits: Number(row['hits'] ?? 0) })));
  return {
    fields(before) {
      const pipes = fieldsBefore(before);
      return pipes ? askQuery(`${pipes} | field_names`, 'name') : ask('field_names', { query: '*' });
    },
    values(field, prefix, before) {
      if (field === '_time') return Promise.resolve(TIMES);
      const pipes = fieldsBefore(before);
      if (pipes) return askQuery(`${pipes} | field_values ${JSON.stringify(field)} limit ${VALUES_MAX}`, field);
      return ask('field_values', { query: prefix ? `${exactly(field, prefix)}*` : '*', field, limit: VALUES_MAX });
    },
    streamFields: () => ask('stream_field_names', { query: '*' }),
    streamValues: (field) => ask('stream_field_values', { query: '*', field, limit: VALUES_MAX }),
  };
}
