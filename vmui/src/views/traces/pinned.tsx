// The pinned traces, wherever they lie in time.
import { useState } from 'preact/hooks';
import { Panel } from '../../components/panel';
import { Service } from '../../components/service';
import { Answered, Empty, Failure } from '../../components/states';
import { Table } from '../../components/table';
import { useAsk } from '../../components/useAsk';
import { useScene } from '../../state/context';
import { link, setParams } from '../../state/route';
import { dateTime } from '../../state/time';
import { PINS, pinned, setPinned } from '../../trace/pins';
import { duration } from '../../util/format';

export function PinnedPanel() {
  const { tenant, zone } = useScene();
  const [changes, setChanges] = useState(0);
  const [failure, setFailure] = useState<Error>();
  const answer = useAsk(pinned, [changes]);
  const unpin = (id: string): void => {
    setFailure(undefined);
    setPinned(id, false, { tenant }).then(() => setChanges(changes + 1), setFailure);
  };
  return (
    <Panel
      title="Pinned traces"
      request={{ endpoint: PINS, params: {} }}
      actions={<button onClick={() => setParams({ pinned: '' })}>Close</button>}
    >
      {failure && <Failure error={failure} />}
      <Answered answer={answer}>
        {(traces) =>
          traces.length ? (
            <Table
              rows={traces}
              keyOf={(trace) => trace.traceID}
              pageSize={20}
              columns={[
                {
                  title: 'Trace',
                  cell: ({ traceID, summary }) =>
                    summary ? (
                      <a class="nowrap" href={link(`/trace/${traceID}`)}>
                        <Service name={summary.service} /> {summary.operation}
                      </a>
                    ) : (
                      <span class="dim">its spans were deleted</span>
                    ),
                  order: ({ summary }) => `${summary?.service} ${summary?.operation}`,
                },
                {
                  title: 'Duration',
                  align: 'right',
                  cell: ({ summary }) => summary && duration(summary.duration),
                  order: ({ summary }) => summary?.duration ?? 0,
                },
                {
                  title: 'Start',
                  cell: ({ summary }) => summary && <span class="nowrap">{dateTime(summary.start, zone, 3)}</span>,
                  order: ({ summary }) => summary?.start ?? 0,
                },
                { title: 'Spans', align: 'right', cell: (trace) => trace.summary?.spans ?? 0, order: (trace) => trace.summary?.spans ?? 0 },
                { title: 'Id', cell: (trace) => <span class="mono">{trace.traceID}</span> },
                {
                  title: 'Pinned',
                  cell: (trace) => <span class="nowrap">{dateTime(Date.parse(trace.pinnedAt), zone)}</span>,
                  order: (trace) => trace.pinnedAt,
                },
                {
                  title: '',
                  cell: (trace) => (
                    <button class="plain" aria-label={`Unpin ${trace.traceID}`} onClick={() => unpin(trace.traceID)}>
                      Unpin
                    </button>
                  ),
                },
              ]}
            />
          ) : (
            <Empty title="No trace is pinned">
              <p>Open a trace and press Pin: it stays then when the day of its spans is past the retention.</p>
            </Empty>
          )
        }
      </Answered>
    </Panel>
  );
}
