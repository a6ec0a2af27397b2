// Where the time of this trace went, by service and operation.
import { useMemo, useState } from 'preact/hooks';
import { Service } from '../../components/service';
import { Table } from '../../components/table';
import type { TraceModel } from '../../trace/model';
import { statistics } from '../../trace/statistics';
import { duration, percent } from '../../util/format';

export function StatisticsTab({ trace }: { trace: TraceModel }) {
  const [by, setBy] = useState<'service' | 'operation'>('operation');
  const groups = useMemo(() => statistics(trace, by), [trace, by]);
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
      </div>
      <Table
        rows={groups}
        keyOf={(group) => `${group.service}\n${group.operation}`}
        first={{ column: 5, descending: true }}
        columns={[
          { title: 'Service', cell: (group) => <Service name={group.service} />, order: (group) => group.service },
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
    </>
  );
}
