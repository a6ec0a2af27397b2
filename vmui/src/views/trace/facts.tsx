// The attributes of a span as lists of names and values, with what can be done with each.
import type { ComponentChildren } from 'preact';
import { fieldName, quote } from '../../api/logsql';
import { Star, useFavourites } from '../../components/star';
import { link } from '../../state/route';
import type { Fact } from '../../trace/load';
import { copyText } from '../../util/copy';

interface SectionProps {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly prefix: string;
  readonly types?: ReadonlyMap<string, string> | undefined;
  readonly open?: boolean;
  /** Links to the outside for a field. */
  leadsTo?(field: string): ComponentChildren;
}

export function Section({ title, facts, prefix, types, open, leadsTo }: SectionProps) {
  const favourites = useFavourites();
  if (!facts.length) return null;
  const fieldOf = (fact: Fact): string => prefix + fact.key;
  const sorted = prefix ? favourites.first(facts, fieldOf) : facts;
  return (
    <details open={open}>
      <summary>
        {title} ({facts.length})
      </summary>
      <FactList
        facts={sorted}
        typeOf={(fact) => types?.get(fieldOf(fact))}
        extra={(fact) => leadsTo?.(fieldOf(fact))}
        mark={(fact) => prefix && <Star field={fieldOf(fact)} favourites={favourites} />}
        tools={(fact) =>
          prefix && (
            <a
              class="button plain"
              title="Traces with this value"
              href={link('/traces', { query: `${fieldName(fieldOf(fact))}:=${quote(fact.value)}` })}
            >
              Find
            </a>
          )
        }
      />
    </details>
  );
}

interface FactListProps {
  readonly facts: readonly Fact[];
  typeOf?(fact: Fact): string | undefined;
  /** Beside a value: tools while it is pointed at, what else there is always. */
  tools?(fact: Fact): ComponentChildren;
  extra?(fact: Fact): ComponentChildren;
  /** In front of a name. */
  mark?(fact: Fact): ComponentChildren;
}

export function FactList({ facts, typeOf, tools, extra, mark }: FactListProps) {
  return (
    <dl class="kv">
      {facts.map((fact) => [
        <dt key={`${fact.key} key`}>
          {mark?.(fact)}
          {fact.key}
        </dt>,
        <dd key={fact.key}>
          {fact.value} {typeOf?.(fact) && <span class="type">{typeOf(fact)}</span>}{' '}
          <span class="tools">
            <button class="plain" title="Copy" onClick={() => copyText(fact.value)}>
              Copy
            </button>
            {tools?.(fact)}
          </span>
          {extra?.(fact)}
        </dd>,
      ])}
    </dl>
  );
}
