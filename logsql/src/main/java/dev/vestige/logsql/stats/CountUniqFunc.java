package dev.vestige.logsql.stats;

import java.util.List;

/// `count_uniq(f, ...) limit n`: distinct tuples of the fields that are not entirely empty.
///
/// @param fields one or more names, no prefixes
/// @param limit counting or collecting stops there; 0 for no limit
public record CountUniqFunc(List<String> fields, long limit) implements StatsFunc {
  public CountUniqFunc {
    fields = List.copyOf(fields);
  }
}
