/// The functions of the `stats` pipe: one record per function, plain values only. Read
/// [dev.vestige.logsql.stats.StatsFunc] first.
@NullMarked
package dev.vestige.logsql.stats;

import org.jspecify.annotations.NullMarked;
