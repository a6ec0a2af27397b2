// The most frequent values of the attributes of what was found, to search on with.
import { all } from '../../api/logsql';
import { Facets, VALUES_SHOWN } from '../../components/facets';
import { Panel } from '../../components/panel';
import { type Search, filterOf } from '../../search/search';
import { setParams } from '../../state/route';

export function FacetsPanel({ search }: { search: Search }) {
  return (
    <Panel
      title="Attributes of the spans found"
      query={`${filterOf(search)} | facets ${VALUES_SHOWN}`}
      actions={<button onClick={() => setParams({ facets: '' })}>Close</button>}
    >
      <Facets
        filter={filterOf(search)}
        onChoose={(filter) => setParams({ query: all(search.query, filter) })}
        tools={(field) => (
          <button class="plain" title={`Rate, errors and durations for each value of ${field}`} onClick={() => setParams({ by: field })}>
            Break down
          </button>
        )}
      />
    </Panel>
  );
}
