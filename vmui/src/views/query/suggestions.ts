// What the server knows of fields and values, for completion; asked once per text.
import { post } from '../../api/http';
import { exactly, times } from '../../api/logsql';
import type { Suggestions } from '../../components/editor';
import type { Scene } from '../../state/context';

interface ValuesAnswer {
  readonly values: readonly { readonly value: string; readonly hits: number }[];
}

const VALUES_MAX = 50;

export function suggestionsOf(scene: Scene): Suggestions {
  const known = new Map<string, Promise<readonly { value: string; hits: number }[]>>();
  const ask = (endpoint: string, params: Record<string, string | number>) => {
    const key = endpoint + JSON.stringify(params);
    let answer = known.get(key);
    if (!answer) {
      answer = post<ValuesAnswer>(`logsql/${endpoint}`, { ...params, ...times(scene.span) }, { tenant: scene.tenant }).then(
        ({ values }) => values,
        () => [],
      );
      known.set(key, answer);
    }
    return answer;
  };
  return {
    fields: () => ask('field_names', { query: '*' }),
    values: (field, prefix) =>
      field === '_time'
        ? Promise.resolve(['5m', '15m', '1h', '6h', '1d', '7d'].map((value) => ({ value, hits: 0 })))
        : ask('field_values', { query: prefix ? `${exactly(field, prefix)}*` : '*', field, limit: VALUES_MAX }),
  };
}
