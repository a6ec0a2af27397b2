// Everything that was noted along the way, in the order of time.
import type { Ask } from '../../api/http';
import { FIELDS } from '../../api/logsql';
import { Service } from '../../components/service';
import { Answered, Empty } from '../../components/states';
import { Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import { setParams } from '../../state/route';
import { type Mark, detailOf, loadEvents } from '../../trace/load';
import type { TraceModel } from '../../trace/model';
import { duration } from '../../util/format';

interface Note {
  readonly event: Mark;
  readonly service: string;
  readonly name: string;
  readonly spanId: string;
  readonly at: number;
}

const SPANS_MAX = 5000;

async function notes(trace: TraceModel, ask: Ask): Promise<Note[]> {
  const found: Note[] = [];
  const base = Math.floor(trace.startMillis / 1000);
  const below = (trace.startMillis - base * 1000) * 1e6;
  for (const row of await loadEvents(trace.id, ask, SPANS_MAX)) {
    for (const event of detailOf(row).events) {
      found.push({
        event,
        service: row[FIELDS.service] ?? '',
        name: row[FIELDS.name] ?? '',
        spanId: row[FIELDS.span] ?? '',
        at: event.time ? (Number(event.time.slice(0, -9)) - base) * 1e9 + Number(event.time.slice(-9)) - below : 0,
      });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

export function EventsTab({ trace }: { trace: TraceModel }) {
  const answer = useAsk((ask) => notes(trace, ask), [trace]);
  return (
    <Answered answer={answer}>
      {(found) =>
        found.length ? (
          <Table
            rows={found}
            keyOf={(note) => `${note.spanId} ${note.at} ${note.event.title}`}
            onRow={(note) => setParams({ tab: '', span: note.spanId })}
            pageSize={100}
            columns={[
              { title: 'At', align: 'right', cell: (note) => duration(note.at), order: (note) => note.at },
              { title: 'Service', cell: (note) => <Service name={note.service} />, order: (note) => note.service },
              { title: 'Span', cell: (note) => note.name, order: (note) => note.name },
              {
                title: 'Event',
                cell: (note) => <span class={note.event.title === 'exception' ? 'error' : ''}>{note.event.title}</span>,
                order: (note) => note.event.title,
              },
              {
                title: 'Attributes',
                cell: (note) => (
                  <span class="mono">
                    {note.event.facts
                      .filter((fact) => fact.key !== 'exception.stacktrace')
                      .map((fact) => `${fact.key}=${fact.value}`)
                      .join('  ')}
                  </span>
                ),
              },
            ]}
          />
        ) : (
          <Empty title="No span of this trace has an event">
            <p>Events are what an application notes while a span runs, an exception for example.</p>
          </Empty>
        )
      }
    </Answered>
  );
}
