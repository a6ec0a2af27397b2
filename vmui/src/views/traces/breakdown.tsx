// Rate, errors and durations of the spans found, for each value of an attribute.
import { all, exactly } from '../../api/logsql';
import { Panel } from '../../components/panel';
import { Answered } from '../../components/states';
import { Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import { type Valued, breakdownQuery, redByValue, seriesBy } from '../../search/red';
import { type Search, filterOf } from '../../search/search';
import { useScene } from '../../state/context';
import { setParams } from '../../state/route';
import { valueText } from '../../util/values';
import { measureColumns } from '../services/columns';

export function BreakdownPanel({ search, field }: { search: Search; field: string }) {
  const { span } = useScene();
  const filter = filterOf(search);
  const answer = useAsk((ask) => redByValue(field, filter, span, ask), [field, filter, span]);
  const lines = useAsk((ask) => seriesBy([field], filter, span, ask), [field, filter, span]);
  return (
    <Panel
      title={`Spans by ${field}`}
      query={breakdownQuery(field, filter)}
      actions={<button onClick={() => setParams({ by: '' })}>Close</button>}
    >
      <Answered answer={answer}>
        {(found) => (
          <Table
            rows={found}
            keyOf={(valued) => valued.value}
            first={{ column: 1, descending: true }}
            onRow={({ value }) => setParams({ query: all(search.query, exactly(field, value)) })}
            columns={[
              { title: 'Value', cell: ({ value }) => valueText(field, value), order: ({ value }) => value },
              ...measureColumns<Valued>({
                whole: found,
                series: lines.value,
                millis: span.end - span.start,
                keyOf: ({ value }) => value,
                nameOf: ({ value }) => valueText(field, value),
              }),
            ]}
          />
        )}
      </Answered>
    </Panel>
  );
}
