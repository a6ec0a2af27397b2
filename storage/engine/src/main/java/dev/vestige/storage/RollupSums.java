package dev.vestige.storage;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up what parts and memory know of a [RollupQuery]. Confined to one thread.
public final class RollupSums {
  private final RollupQuery query;
  private final Map<Key, TreeMap<Long, DurationHistogram>> sums = new HashMap<>();
  private int points;

  /// A series: of operations (service, name, kind, status), or of edges (caller, callee, 0,
  /// status).
  public record Key(String first, String second, int kind, int status) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byFirst = first.compareTo(other.first);
      int bySecond = byFirst != 0 ? byFirst : second.compareTo(other.second);
      int byKind = bySecond != 0 ? bySecond : Integer.compare(kind, other.kind);
      return byKind != 0 ? byKind : Integer.compare(status, other.status);
    }
  }

  public RollupSums(RollupQuery query) {
    this.query = query;
  }

  public RollupQuery query() {
    return query;
  }

  /// A place to add counts of a series to.
  public final class Series {
    private final SortedMap<Long, DurationHistogram> steps;
    private DurationHistogram last = new DurationHistogram();
    private long lastMinute = Long.MIN_VALUE;

    private Series(SortedMap<Long, DurationHistogram> steps) {
      this.steps = steps;
    }

    /// Mostly the minute is that of the time before.
    public void add(long minute, int bucket, long times) {
      if (minute != lastMinute) {
        last = histogram(minute);
        lastMinute = minute;
      }
      last.add(bucket, times);
    }

    private DurationHistogram histogram(long minute) {
      DurationHistogram known = steps.get(query.stepOf(minute));
      if (known == null) {
        if (++points > Limits.ROLLUP_POINTS_MAX) {
          throw new VestigeException(
              ErrorKind.RESOURCE_EXHAUSTED,
              "the answer has more than "
                  + Limits.ROLLUP_POINTS_MAX
                  + " points of all series together; ask for fewer services, less time or longer"
                  + " steps");
        }
        known = new DurationHistogram();
        steps.put(query.stepOf(minute), known);
      }
      return known;
    }
  }

  public Series series(Key key) {
    return new Series(sums.computeIfAbsent(key, _ -> new TreeMap<>()));
  }

  public List<OperationSeries> operations() {
    List<OperationSeries> all = new ArrayList<>();
    new TreeMap<>(sums)
        .forEach((key, steps) -> {
          if (!steps.isEmpty()) {
            all.add(
                new OperationSeries(key.first, key.second, key.kind, key.status, points(steps)));
          }
        });
    return all;
  }

  public List<EdgeSeries> edges() {
    List<EdgeSeries> all = new ArrayList<>();
    new TreeMap<>(sums)
        .forEach((key, steps) -> {
          if (!steps.isEmpty()) {
            all.add(
                new EdgeSeries(
                    key.first, key.second, key.status == StatusCode.ERROR, points(steps)));
          }
        });
    return all;
  }

  private static List<DurationPoint> points(SortedMap<Long, DurationHistogram> steps) {
    return steps.entrySet().stream()
        .map(step -> new DurationPoint(step.getKey(), step.getValue()))
        .toList();
  }
}
