package dev.vestige.logsql.exec.stats;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.storage.SearchStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs a single pipe over blocks made by hand.
final class Stages {
  static final long NOW = 1_750_000_000_000_000_000L;
  private static final int WORKERS = 3;

  private Stages() {}

  /// The pipe of `* | pipe`.
  static Pipe pipe(String text) {
    ParseOptions options = ParseOptions.at(NOW).withOrigin(ParseOptions.Origin.NODE);
    return LogsQl.parse("* | " + text, options).pipes().getFirst();
  }

  static StageContext context(long memoryBytes, TimeRange range, long stepNanos) {
    RunContext run =
        new RunContext(
            List.of(TenantId.DEFAULT),
            range,
            MatchAllFilter.INSTANCE,
            Cancellation.never(),
            new MemoryBudget(memoryBytes),
            stepNanos);
    return new StageContext(run, WORKERS, new NoQueries());
  }

  static StageContext context() {
    return context(1L << 30, TimeRange.ALL, 0);
  }

  /// The rows that a pipe makes of blocks, which workers take in turn.
  static List<Map<String, String>> run(String pipe, List<BlockView> blocks) {
    return run(pipe(pipe), context(), blocks);
  }

  static List<Map<String, String>> run(Pipe pipe, StageContext context, List<BlockView> blocks) {
    Collector collector = new Collector();
    feed(GroupStages.of(pipe, context, collector), blocks);
    return collector.rows;
  }

  /// As [#run], but with states that travel from several nodes.
  static List<Map<String, String>> runThroughStates(
      StatsPipe remote, StatsPipe local, List<List<BlockView>> nodes) {
    Collector collector = new Collector();
    BlockSink gatherer = GroupStages.merging(local, context(), collector);
    for (List<BlockView> blocks : nodes) {
      feed(GroupStages.of(remote, context(), new Unfinished(gatherer)), blocks);
    }
    gatherer.finish();
    return collector.rows;
  }

  private static void feed(BlockSink stage, List<BlockView> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      if (!stage.accept(blocks.get(i), i % WORKERS)) {
        break;
      }
    }
    stage.finish();
  }

  /// Passes blocks on, but not the end.
  private record Unfinished(BlockSink next) implements BlockSink {
    @Override
    public boolean accept(BlockView block, int worker) {
      return next.accept(block, worker);
    }

    @Override
    public void finish() {}
  }

  /// Keeps rows, without their empty fields.
  private static final class Collector implements BlockSink {
    private final List<Map<String, String>> rows = new ArrayList<>();

    @Override
    public boolean accept(BlockView block, int worker) {
      Bitmap selection = block.selection();
      for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : block.fields()) {
          ByteSink text = new ByteSink();
          block.column(field).appendText(row, text);
          if (text.position() > 0) {
            fields.put(field, text.slice().toString());
          }
        }
        rows.add(fields);
      }
      return true;
    }

    @Override
    public void finish() {}
  }

  /// For pipes that ask no queries of their own.
  private static final class NoQueries implements QueryRunner {
    @Override
    public SearchStatistics run(Query query, RunContext context, BlockSink output) {
      throw new UnsupportedOperationException("no query was expected: " + query);
    }

    @Override
    public SearchStatistics explain(
        Query query, RunContext context, ExplainMode mode, BlockSink output) {
      throw new UnsupportedOperationException("no query was expected: " + query);
    }

    @Override
    public int workers() {
      return WORKERS;
    }
  }
}
