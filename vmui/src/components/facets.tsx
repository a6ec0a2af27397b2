// The most frequent values of the attributes of some spans, to narrow them down by.
import type { ComponentChildren } from 'preact';
import { type Ask, post } from '../api/http';
import { exactly, times } from '../api/logsql';
import { Star, useFavourites } from './star';
import { Answered, Empty } from './states';
import { useAsk } from './useAsk';
import { useScene } from '../state/context';
import type { Span } from '../state/time';
import { count } from '../util/format';
import { valueText } from '../util/values';

interface Facet {
  readonly field_name: string;
  readonly values: readonly { readonly field_value: string; readonly hits: number }[];
}

export const VALUES_SHOWN = 6;
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

interface FacetsProps {
  readonly filter: string;
  /** What else can be done with a field. */
  tools(field: string): ComponentChildren;
  /** Takes the filter of a value. */
  onChoose(filter: string): void;
}

export function Facets({ filter, tools, onChoose }: FacetsProps) {
  const { span } = useScene();
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
                  <span>
                    <Star field={field} favourites={favourites} />
                    {field}
                  </span>
                  {tools(field)}
                </h3>
                {values.map(({ field_value: value, hits }) => (
                  <button
                    key={value}
                    class="value facet"
                    title={`Only ${field} = ${value}`}
                    onClick={() => onChoose(exactly(field, value))}
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
