package dev.vestige.logsql.pipe;

import dev.vestige.logsql.stats.StatsItem;
import java.util.List;

/// `stats by (field, _time:1h) count() as n, ...`: one row per distinct tuple of the `by` values,
/// with the results of the functions. Without `by` there is always exactly one row.
///
/// @param items one or more; result names differ from one another and from the `by` fields
public record StatsPipe(List<ByField> by, List<StatsItem> items, StatsOutput output)
    implements Pipe {
  public StatsPipe {
    by = List.copyOf(by);
    items = List.copyOf(items);
  }
}
