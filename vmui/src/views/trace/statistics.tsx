// Where the time of this trace went, by service, by operation or by an attribute.
import { useMemo, useState } from 'preact/hooks';
import { Service } from '../../components/service';
import { Answered } from '../../components/states';
import { Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import type { TraceModel } from '../../trace/model';
import { loadFields, loadValues } from '../../trace/load';
import { statistics } from '../../trace/statistics';
import { duration, percent } from '../../util/format';
import { valueText } from '../../util/values';

export function StatisticsTab({ trace }: { trace: TraceModel }) {
  const [by, setBy] = useState('operation');
  const isField = by !== 'service' && by !== 'operation';
  const fields = useAsk((ask) => loadFields(trace.id, ask), [trace.id]);
  const values = useAsk(async (ask) => ({ by, found: isField ? await loadValues(trace.id, by, ask) : new Map<string, string>() }), [trace.id, by]);
  const isReady = !isField || values.value?.by === by;
  const groups = useMemo(
    () => statistics(trace, isField ? (id) => valueText(by, values.value?.found.get(id) ?? '') : by),
    [trace, by, values.value],
  );
  const self = groups.reduce((sum, group) => sum + group.self, 0);
  return (
    <>
      <div class="form">
        <button aria-pressed={by === 'operation'} onClick={() => setBy('operation')}>
          By operation
        </button>
        <button aria-pressed={by === 'service'} onClick={() => setBy('service')}>
          By service
        </button>
        <select aria-label="By an attribute" class={isField ? 'on' : ''} value={isField ? by : ''} onChange={(event) => setBy(event.currentTarget.value || 'operation')}>
          <option value="">By an attribute…</option>
          {fields.value?.map((field) => (
            <option key={field}>{field}</option>
          ))}
        </select>
      </div>
      {isReady ? (
        <Table
          rows={groups}
          keyOf={(group) => `${group.service}\n${group.operation}`}
          first={{ column: 5, descending: true }}
          columns={[
            isField
              ? { title: by, cell: (group) => group.service, order: (group) => group.service }
              : { title: 'Service', cell: (group) => <Service name={group.service} />, order: (group) => group.service },
            { title: 'Operation', cell: (group) => group.operation || 'all', order: (group) => group.operation },
            { title: 'Spans', align: 'right', cell: (group) => group.spans, order: (group) => group.spans },
            {
              title: 'Errors',
              align: 'right',
              cell: (group) => <span class={group.errors ? 'error' : 'dim'}>{group.errors}</span>,
              order: (group) => group.errors,
            },
            { title: 'Total', align: 'right', cell: (group) => duration(group.total), order: (group) => group.total },
            { title: 'Itself', align: 'right', cell: (group) => duration(group.self), order: (group) => group.self },
            { title: 'Share', align: 'right', cell: (group) => percent(group.self, self), order: (group) => group.self },
            {
              title: 'Average',
              align: 'right',
              cell: (group) => duration(group.total / group.spans),
              order: (group) => group.total / group.spans,
            },
            { title: 'Longest', align: 'right', cell: (group) => duration(group.longest), order: (group) => group.longest },
          ]}
        />
      ) : (
        <Answered answer={values}>{() => null}</Answered>
      )}
    </>
  );
}
