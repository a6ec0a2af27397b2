package dev.vestige.select.trace;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.value.Durations;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/// Finds traces by asking for matching rows, from the end of the range back in time: a minute
/// first, then five times as far with each step, until enough traces are there. A trace found in a
/// later window is newer than all those found in earlier ones only, so the answer is exact and
/// costs what lies between its traces.
public final class ScanTraceFinder implements TraceFinder {
  private static final long FIRST_WINDOW_NANOS = Durations.NANOS_PER_MINUTE;
  private static final int WINDOW_GROWTH = 5;

  /// The earliest time that is looked at; differences of times fit a long.
  private static final long EARLIEST_NANOS = Long.MIN_VALUE / 2;

  /// More than the page needs are asked for behind a cursor, where some may belong to pages before.
  private static final int SPARE = 16;

  private final QueryRunner runner;
  private final LongSupplier latestNanos;

  /// @param latestNanos no row has a later `_time`
  public ScanTraceFinder(QueryRunner runner, LongSupplier latestNanos) {
    this.runner = runner;
    this.latestNanos = latestNanos;
  }

  @Override
  public List<FoundTrace> find(TraceSearch search, RunContext context) {
    TraceCursor after = search.after();
    long end = Math.min(context.range().toNanos(), latestNanos.getAsLong());
    if (after != null) {
      end = Math.min(end, after.endNanos());
    }
    long floor = Math.max(context.range().fromNanos(), EARLIEST_NANOS);
    long to = after == null ? end : Math.min(end, after.last().newestNanos());
    long width = FIRST_WINDOW_NANOS;
    List<FoundTrace> found = new ArrayList<>();
    Set<TraceId> seen = new HashSet<>();
    while (found.size() < search.limit() && to >= floor) {
      int wanted = search.limit() - found.size() + (after == null ? 0 : SPARE);
      long from = to - floor < width ? floor : to - width + 1;
      List<FoundTrace> window =
          newest(
              search.filter(),
              context.withRange(new TimeRange(from, to)),
              new NewestTraces(wanted, seen, runner.workers()));
      window.forEach(trace -> seen.add(trace.id()));
      found.addAll(
          after == null
              ? window
              : behind(
                  after, window, search.filter(), context.withRange(new TimeRange(floor, end))));
      if (window.size() == wanted) {
        to = window.getLast().newestNanos();
      } else {
        to = from - 1;
        width = width > Long.MAX_VALUE / WINDOW_GROWTH ? Long.MAX_VALUE : width * WINDOW_GROWTH;
      }
    }
    return found.size() > search.limit() ? found.subList(0, search.limit()) : found;
  }

  private List<FoundTrace> newest(Filter filter, RunContext context, NewestTraces sink) {
    FieldsPipe read =
        new FieldsPipe(
            List.of(
                FieldPattern.exactly(FieldNames.TIME),
                FieldPattern.exactly(NewestTraces.TRACE_ID)));
    var _ = runner.gather(new Query(QueryOptions.NONE, filter, List.of(read)), context, sink);
    return sink.found();
  }

  /// Those that come behind the cursor: without the ones that pages before have shown because of a
  /// newer span.
  private List<FoundTrace> behind(
      TraceCursor after, List<FoundTrace> traces, Filter filter, RunContext whole) {
    List<FoundTrace> left = new ArrayList<>(traces);
    left.removeIf(trace -> trace.compareTo(after.last()) <= 0);
    if (left.isEmpty()) {
      return left;
    }
    List<String> ids = left.stream().map(trace -> trace.id().toString()).toList();
    Filter sameTraces =
        Filter.and(List.of(filter, new InFilter(NewestTraces.TRACE_ID, new ListedValues(ids))));
    RunContext newer =
        whole.withRange(new TimeRange(after.last().newestNanos() + 1, whole.range().toNanos()));
    Set<TraceId> shown = new HashSet<>();
    newest(sameTraces, newer, new NewestTraces(ids.size(), Set.of(), runner.workers()))
        .forEach(trace -> shown.add(trace.id()));
    left.removeIf(trace -> shown.contains(trace.id()));
    return left;
  }
}
