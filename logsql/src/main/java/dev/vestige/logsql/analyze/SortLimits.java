package dev.vestige.logsql.analyze;

import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Tells sorts how many rows are wanted of them, so that `sort | limit 10` keeps ten rows instead
/// of all.
public final class SortLimits {
  private SortLimits() {}

  /// The same pipes, in which sorts without groups have taken over the slices behind them.
  public static List<Pipe> pushed(List<Pipe> pipes) {
    List<Pipe> merged = new ArrayList<>();
    for (Pipe pipe : pipes) {
      boolean isSlice = pipe instanceof OffsetPipe || pipe instanceof LimitPipe;
      Pipe last = merged.isEmpty() ? pipe : merged.getLast();
      if (isSlice && last instanceof SortPipe sort && sort.partitionBy().isEmpty()) {
        merged.set(merged.size() - 1, sliced(sort, pipe));
      } else if (!(last instanceof UniqPipe && isNoLimit(pipe))) {
        merged.add(pipe);
      }
    }
    for (int i = 0; i < merged.size(); i++) {
      if (merged.get(i) instanceof SortPipe sort
          && sort.limit() == 0
          && sort.partitionBy().isEmpty()) {
        merged.set(i, limited(sort, merged.subList(i + 1, merged.size())));
      }
    }
    return merged;
  }

  /// `limit 0`, which straight behind `uniq` or `sort` is theirs and means all rows.
  private static boolean isNoLimit(Pipe pipe) {
    return pipe instanceof LimitPipe(long count) && count == 0;
  }

  /// `offset` and `limit` straight behind a sort are the sort's own, written in another way: the
  /// first offset counts, unless there was a limit already; the smallest limit counts, and 0 is
  /// none.
  private static SortPipe sliced(SortPipe sort, Pipe slice) {
    if (slice instanceof OffsetPipe offset) {
      boolean isFirst = sort.offset() == 0 && sort.limit() == 0;
      return sliced(sort, isFirst ? offset.count() : sort.offset(), sort.limit());
    }
    long limit = slice instanceof LimitPipe(long count) ? count : 0;
    boolean isSmaller = limit != 0 && (sort.limit() == 0 || limit < sort.limit());
    return sliced(sort, sort.offset(), isSmaller ? limit : sort.limit());
  }

  private static SortPipe sliced(SortPipe sort, long offset, long limit) {
    return new SortPipe(
        sort.by(), sort.wholeRows(), sort.partitionBy(), offset, limit, sort.rankField());
  }

  /// Pipes that turn each row into one row do not hide a limit behind them.
  private static SortPipe limited(SortPipe sort, List<Pipe> behind) {
    OptionalLong wanted = wanted(behind);
    return wanted.isPresent() && wanted.getAsLong() > 0
        ? sliced(sort, sort.offset(), wanted.getAsLong())
        : sort;
  }

  /// How many rows of a list the pipes look at.
  private static OptionalLong wanted(List<Pipe> pipes) {
    long skipped = 0;
    for (Pipe pipe : pipes) {
      if (pipe instanceof LimitPipe(long count)) {
        return skipped + count < 0 ? OptionalLong.empty() : OptionalLong.of(skipped + count);
      }
      if (pipe instanceof OffsetPipe(long count)) {
        skipped += count;
      } else if (!keepsCount(pipe)) {
        return OptionalLong.empty();
      }
      if (skipped < 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  private static boolean keepsCount(Pipe pipe) {
    return RowLocalPipes.contains(pipe)
        && !(pipe instanceof FilterPipe)
        && !(pipe instanceof SamplePipe)
        && !(pipe instanceof UnrollPipe);
  }
}
