// The most frequent values of the attributes of what was found, to search on with.
import { type Ask, post } from '../../api/http';
import { all, exactly, times } from '../../api/logsql';
import { Panel } from '../../components/panel';
import { Star, useFavourites } from '../../components/star';
import { Answered, Empty } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { type Search, filterOf } from '../../search/search';
import { useScene } from '../../state/context';
import { setParams } from '../../state/route';
import type { Span } from '../../state/time';
import { count } from '../../util/format';
import { valueText } from '../../util/values';

interface Facet {
  readonly field_name: string;
  readonly values: readonly { readonly field_value: string; readonly hits: number }[];
}

const VALUES_SHOWN = 6;
const FIELDS_SHOWN = 24;
const SHARE_MIN = 0.01;
/** Fields that differ from span to span, or that the form has already. */
const LEFT_OUT = /^(_|(start|end)_time|duration$|event:|link:|flags$|dropped_)/;

async function facets(query: string, span: Span, ask: Ask): Promise<readonly Facet[]> {
  const answer = await post<{ facets: readonly Facet[] }>('logsql/facets', { query, limit: VALUES_SHOWN, ...times(span) }, ask);
  const kept = answer.facets.filter((facet) => !LEFT_OUT.test(facet.field_name));
  const most = Math.max(...kept.map(({ values }) => values[0]?.hits ?? 0));
  // What has one value only, or another one in each span, narrows nothing.
  const isTelling = ({ values }: Facet): boolean => values.length > 1 && (values[0]?.hits ?? 0) > most * SHARE_MIN;
  return kept.sort((a, b) => Number(isTelling(b)) - Number(isTelling(a)));
}

export function FacetsPanel({ search }: { search: Search }) {
  return (
    <Panel
      title="Attributes of the spans found"
      query={`${filterOf(search)} | facets ${VALUES_SHOWN}`}
      actions={<button onClick={() => setParams({ facets: '' })}>Close</button>}
    >
      <Facets search={search} />
    </Panel>
  );
}

function Facets({ search }: { search: Search }) {
  const { span } = useScene();
  const filter = filterOf(search);
  const favourites = useFavourites();
  const answer = useAsk((ask) => facets(filter, span, ask), [filter, span]);
  return (
    <Answered answer={answer}>
      {(found) =>
        found.length ? (
          <div class="difference" data-testid="facets">
            {favourites.first(found, (facet) => facet.field_name).slice(0, FIELDS_SHOWN).map(({ field_name: field, values }) => (
              <article key={field}>
                <h3>
                  <Star field={field} favourites={favourites} />
                  <span class="grow">{field}</span>
                  <button class="plain" title={`Rate, errors and durations for each value of ${field}`} onClick={() => setParams({ by: field })}>
                    Break down
                  </button>
                </h3>
                {values.map(({ field_value: value, hits }) => (
                  <button
                    key={value}
                    class="value facet"
                    title={`Search for ${field} = ${value}`}
                    onClick={() => setParams({ query: all(search.query, exactly(field, value)) })}
                  >
                    <span>{valueText(field, value)}</span>
                    <span class="dim">{count(hits)}</span>
                  </button>
                ))}
              </article>
            ))}
          </div>
        ) : (
          <Empty title="No attribute has values that repeat" />
        )
      }
    </Answered>
  );
}
