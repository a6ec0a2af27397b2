// The most frequent values of the fields of what the query's filter finds, to narrow it down by.
import { Facets, VALUES_SHOWN } from '../../components/facets';
import { Panel } from '../../components/panel';
import { filterPart, narrowed } from '../../search/pipes';
import { setParams } from '../../state/route';

export function QueryFacets({ query }: { query: string }) {
  const filter = filterPart(query);
  return (
    <Panel title="Values of all fields" query={`${filter} | facets ${VALUES_SHOWN}`} actions={<button onClick={() => setParams({ facets: '' })}>Close</button>}>
      <Facets
        filter={filter}
        onChoose={(chosen) => setParams({ query: narrowed(query, chosen) })}
        tools={(field) => (
          <button class="plain" title={`Hits over time for each value of ${field}`} onClick={() => setParams({ stack: field, hits: '' })}>
            Over time
          </button>
        )}
      />
    </Panel>
  );
}
