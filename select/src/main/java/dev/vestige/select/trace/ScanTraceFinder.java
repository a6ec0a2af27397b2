package dev.vestige.select.trace;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds traces by asking for the newest matching rows, which takes no more blocks than have some
/// of them. When these rows are of too few traces, more rows are asked for, of other traces, from
/// where the last ones ended. So the answer is exact and costs what lies between its traces, and
/// what is held is bounded by the rows that are asked for at once.
public final class ScanTraceFinder implements TraceFinder {
  private final QueryRunner runner;

  public ScanTraceFinder(QueryRunner runner) {
    this.runner = runner;
  }

  @Override
  public List<FoundTrace> find(TraceSearch search, RunContext context) {
    TraceCursor after = search.after();
    RunContext whole = after == null ? context : upTo(after.endNanos(), context);
    RunContext left = after == null ? whole : upTo(after.last().newestNanos(), whole);
    List<FoundTrace> found = new ArrayList<>();
    List<FoundTrace> seen = new ArrayList<>();
    int rows = rowsOf(search.limit(), 1);
    while (found.size() < search.limit() && !left.range().isEmpty()) {
      NewestTraces newest = newest(without(seen, search.filter()), left, rows);
      List<FoundTrace> sure = newest.sure();
      seen.addAll(sure);
      found.addAll(after == null ? sure : behind(after, sure, search.filter(), whole));
      if (!newest.mayBeMore()) {
        break;
      }
      left = upTo(newest.oldestNanos(), left);
      int rowsPerTrace = sure.isEmpty() ? 2 * rows : rows / sure.size() + 1;
      rows = rowsOf(search.limit() - found.size(), rowsPerTrace);
    }
    return found.size() > search.limit() ? found.subList(0, search.limit()) : found;
  }

  /// A quarter more than so many traces have, since rows that are too few make another round, and
  /// rows that are too many may lie far back.
  private static int rowsOf(int traces, int rowsPerTrace) {
    return Math.clamp((traces * 5L / 4 + 1) * rowsPerTrace, 1, Limits.ROWS_MAX);
  }

  private static RunContext upTo(long nanos, RunContext context) {
    return context.withRange(context.range().intersect(new TimeRange(Long.MIN_VALUE, nanos)));
  }

  private static Filter without(List<FoundTrace> seen, Filter filter) {
    return seen.isEmpty() ? filter : Filter.and(List.of(filter, Filter.not(isOneOf(seen))));
  }

  private static Filter isOneOf(List<FoundTrace> traces) {
    List<String> ids = traces.stream().map(trace -> trace.id().toString()).toList();
    return new InFilter(TraceIds.FIELD, new ListedValues(ids));
  }

  private NewestTraces newest(Filter filter, RunContext context, int rows) {
    Filter named = Filter.and(List.of(filter, new AnyValueFilter(TraceIds.FIELD)));
    NewestTraces traces = new NewestTraces(rows);
    var _ =
        runner.run(
            new Query(
                QueryOptions.NONE,
                named,
                pipes("fields _time, trace_id | sort by (_time desc) limit " + rows)),
            context,
            traces);
    return traces;
  }

  private static List<Pipe> pipes(String text) {
    return LogsQl.parse("* | " + text, ParseOptions.at(0)).pipes();
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
    TimeRange newer = new TimeRange(after.last().newestNanos() + 1, Long.MAX_VALUE);
    TraceIds shown = new TraceIds();
    var _ =
        runner.run(
            new Query(
                QueryOptions.NONE,
                Filter.and(List.of(filter, isOneOf(left))),
                pipes("stats by (trace_id) count() spans")),
            whole.withRange(whole.range().intersect(newer)),
            shown);
    Set<TraceId> ids = shown.found();
    left.removeIf(trace -> ids.contains(trace.id()));
    return left;
  }
}
