package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Tells sorts how many rows the pipes behind them let through, so that `sort | limit 10` keeps ten
/// rows instead of all.
final class SortLimits {
  private SortLimits() {}

  static List<Pipe> pushed(List<Pipe> pipes) {
    List<Pipe> pushed = new ArrayList<>(pipes);
    for (int i = 0; i < pipes.size(); i++) {
      if (pipes.get(i) instanceof SortPipe sort
          && sort.limit() == 0
          && sort.partitionBy().isEmpty()) {
        OptionalLong limit = limit(pipes.subList(i + 1, pipes.size()));
        if (limit.isPresent() && limit.getAsLong() > 0) {
          pushed.set(i, limited(sort, limit.getAsLong()));
        }
      }
    }
    return pushed;
  }

  private static SortPipe limited(SortPipe sort, long limit) {
    return new SortPipe(
        sort.by(), sort.wholeRows(), sort.partitionBy(), sort.offset(), limit, sort.rankField());
  }

  /// How many rows of a list the pipes look at.
  private static OptionalLong limit(List<Pipe> pipes) {
    long skipped = 0;
    for (Pipe pipe : pipes) {
      switch (pipe) {
        case LimitPipe limit -> {
          long rows = skipped + limit.count();
          return rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows);
        }
        case OffsetPipe offset -> skipped += offset.count();
        case Pipe other -> {
          if (!keepsCount(other) || skipped < 0) {
            return OptionalLong.empty();
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  /// Whether each row becomes one row.
  private static boolean keepsCount(Pipe pipe) {
    return RowLocalPipes.contains(pipe)
        && !(pipe instanceof FilterPipe)
        && !(pipe instanceof SamplePipe)
        && !(pipe instanceof UnrollPipe);
  }
}
