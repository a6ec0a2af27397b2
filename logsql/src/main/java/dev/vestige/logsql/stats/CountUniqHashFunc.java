package dev.vestige.logsql.stats;

import java.util.List;

/// `count_uniq_hash(f, ...) limit n`: like [CountUniqFunc], but tuples with the same 64-bit hash
/// count once.
///
/// @param fields one or more names, no prefixes
/// @param limit counting or collecting stops there; 0 for no limit
public record CountUniqHashFunc(List<String> fields, long limit) implements StatsFunc {
  public CountUniqHashFunc {
    fields = List.copyOf(fields);
  }
}
