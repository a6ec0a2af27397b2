package dev.vestige.logsql.exec.trace;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.kept.DistinctValues;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.field.SpanFields;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.Pipe;
import java.util.ArrayList;
import java.util.List;

/// `trace_spans`: notes the traces of the rows, then reads all spans of them. Those may lie outside
/// of the request's time range, but not outside of its filter.
final class WholeTracesStage implements BlockSink {
  private final StageContext context;
  private final FieldSet needed;
  private final BlockSink next;
  private final DistinctValues traces;

  /// @param needed the fields that are read behind the pipe
  WholeTracesStage(StageContext context, FieldSet needed, BlockSink next) {
    this.context = context;
    this.needed = needed;
    this.next = next;
    this.traces =
        new DistinctValues(
            SpanFields.TRACE_ID,
            "the query in front of `trace_spans`",
            context.run().memory(),
            context.workers());
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    return traces.accept(block, worker);
  }

  @Override
  public void finish() {
    traces.finish();
    List<String> ids = ids(traces.values());
    if (!ids.isEmpty()) {
      List<Pipe> pipes =
          needed.isAll() || needed.isEmpty()
              ? List.of()
              : List.of(new FieldsPipe(List.copyOf(needed.wanted())));
      Query query =
          new Query(
              new QueryOptions(0, true),
              new InFilter(SpanFields.TRACE_ID, new ListedValues(ids)),
              pipes);
      context.runner().run(query, context.run(), new Passing(next));
    }
    next.finish();
  }

  private static List<String> ids(TextTable values) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.start(i) < values.end(i)) {
        ids.add(values.text(i).toString());
      }
    }
    return ids;
  }

  /// Keeps the end of the inner query from ending the outer one.
  private record Passing(BlockSink next) implements BlockSink {
    @Override
    public boolean accept(BlockView block, int worker) {
      return next.accept(block, worker);
    }

    @Override
    public void finish() {}
  }
}
