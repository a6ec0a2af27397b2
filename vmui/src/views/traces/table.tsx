// The traces that were found, each as a whole.
import { Service } from '../../components/service';
import { Table } from '../../components/table';
import type { Summary } from '../../search/search';
import { useScene } from '../../state/context';
import { go, link } from '../../state/route';
import { dateTime } from '../../state/time';
import { duration } from '../../util/format';

interface TraceTableProps {
  readonly traces: readonly Summary[];
  readonly chosen: readonly string[];
  choose(id: string): void;
}

export function TraceTable({ traces, chosen, choose }: TraceTableProps) {
  const { zone } = useScene();
  const longest = Math.max(...traces.map((trace) => trace.duration));
  return (
    <Table
      rows={traces}
      keyOf={(trace) => trace.id}
      onRow={(trace) => go(link(`/trace/${trace.id}`))}
      columns={[
        {
          title: '',
          cell: (trace) => (
            <input
              type="checkbox"
              aria-label={`Choose ${trace.id}`}
              checked={chosen.includes(trace.id)}
              onClick={(event) => {
                event.stopPropagation();
                choose(trace.id);
              }}
            />
          ),
        },
        {
          title: 'Trace',
          cell: (trace) => (
            <a class="nowrap" href={link(`/trace/${trace.id}`)} onClick={(event) => event.stopPropagation()}>
              <Service name={trace.service} /> {trace.operation}
            </a>
          ),
          order: (trace) => `${trace.service} ${trace.operation}`,
        },
        {
          title: 'Duration',
          align: 'right',
          width: '180px',
          cell: (trace) => (
            <span class="measure">
              <i style={{ width: `${(100 * trace.duration) / longest}%` }} />
              {duration(trace.duration)}
            </span>
          ),
          order: (trace) => trace.duration,
        },
        { title: 'Start', cell: (trace) => <span class="nowrap">{dateTime(trace.start, zone, 3)}</span>, order: (trace) => trace.start },
        { title: 'Spans', align: 'right', cell: (trace) => trace.spans, order: (trace) => trace.spans },
        {
          title: 'Matching',
          align: 'right',
          cell: (trace) => trace.matched,
          order: (trace) => trace.matched,
        },
        {
          title: 'Errors',
          align: 'right',
          cell: (trace) => <span class={trace.errors ? 'error' : 'dim'}>{trace.errors}</span>,
          order: (trace) => trace.errors,
        },
        {
          title: 'Services',
          cell: (trace) => (
            <span class="services">
              {trace.services.slice(0, 5).map((service) => (
                <Service key={service} name={service} />
              ))}
              {trace.services.length > 5 && <span class="dim">+{trace.services.length - 5}</span>}
            </span>
          ),
          order: (trace) => trace.services.length,
        },
      ]}
    />
  );
}
