package dev.vestige.logsql.exec.trace;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.exec.kept.Reservation;
import java.util.ArrayList;
import java.util.List;

/// Holds spans until all are in, since pieces of a trace may stand in several parts, in memory and
/// on several nodes; then puts traces together one by one.
final class TraceStage implements BlockSink {
  private final StageContext context;
  private final TraceSink traces;
  private final BlockSink next;
  private final List<HeldSpans> workers = new ArrayList<>();

  /// @param next finished once all traces went to `traces`
  TraceStage(Wanted wanted, StageContext context, TraceSink traces, BlockSink next) {
    this.context = context;
    this.traces = traces;
    this.next = next;
    List<CompiledFilter> compiled =
        wanted.filters().stream()
            .map(filter -> FilterCompiler.compile(filter, context.filters()))
            .toList();
    for (int i = 0; i < context.workers(); i++) {
      List<CompiledFilter> own =
          i == 0 ? compiled : compiled.stream().map(CompiledFilter::forWorker).toList();
      workers.add(new HeldSpans(wanted, own, context.run().memory()));
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    workers.get(worker).add(block);
    return true;
  }

  @Override
  public void finish() {
    handOn();
    traces.flush();
    next.finish();
  }

  private void handOn() {
    Reservation memory = new Reservation(context.run().memory());
    HeldTraces held = new HeldTraces(workers, context.run(), memory);
    for (int trace = 0; trace < held.size(); trace++) {
      if (trace % Limits.TRACES_PER_CHECK == 0) {
        context.run().cancellation().check();
      }
      if (!traces.accept(new HeldTrace(held, trace))) {
        break;
      }
    }
    workers.forEach(HeldSpans::close);
    workers.clear();
    memory.close();
  }
}
