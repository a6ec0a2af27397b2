// The spans as a table.
import { useMemo } from 'preact/hooks';
import { Service } from '../../components/service';
import { Table } from '../../components/table';
import { setParams } from '../../state/route';
import { selfTimes } from '../../trace/criticalPath';
import { KINDS, type TraceModel } from '../../trace/model';
import { duration } from '../../util/format';

export function SpansTab({ trace }: { trace: TraceModel }) {
  const places = useMemo(() => Array.from({ length: trace.size }, (_, span) => span), [trace]);
  const self = useMemo(() => selfTimes(trace), [trace]);
  const service = (span: number): string => trace.services[trace.service[span]!]!;
  const name = (span: number): string => trace.names[trace.name[span]!]!;
  return (
    <Table
      rows={places}
      keyOf={(span) => String(span)}
      pageSize={100}
      onRow={(span) => setParams({ tab: '', span: trace.spanIds[span]! })}
      columns={[
        { title: 'Service', cell: (span) => <Service name={service(span)} />, order: service },
        { title: 'Operation', cell: name, order: name },
        { title: 'Kind', cell: (span) => KINDS[trace.kind[span]!] ?? '', order: (span) => trace.kind[span]! },
        { title: 'Start', align: 'right', cell: (span) => duration(trace.start[span]!), order: (span) => trace.start[span]! },
        {
          title: 'Duration',
          align: 'right',
          cell: (span) => duration(trace.duration[span]!),
          order: (span) => trace.duration[span]!,
        },
        { title: 'Itself', align: 'right', cell: (span) => duration(self[span]!), order: (span) => self[span]! },
        {
          title: 'Status',
          cell: (span) => (trace.status[span] === 2 ? <span class="error">error</span> : <span class="dim">ok</span>),
          order: (span) => trace.status[span]!,
        },
        { title: 'Id', cell: (span) => <span class="mono">{trace.spanIds[span]}</span> },
      ]}
    />
  );
}
