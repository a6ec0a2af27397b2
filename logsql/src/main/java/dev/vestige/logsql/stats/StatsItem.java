package dev.vestige.logsql.stats;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `func(...) if (condition) as resultName`.
///
/// @param condition only rows that satisfy it are counted; null counts all
/// @param resultName the column of the result; the printed function and condition when the query
///   names none, as in `count(*) if (status_code:=2)`
public record StatsItem(StatsFunc function, @Nullable Filter condition, String resultName) {}
