/// Finds out which rows belong together: numbers distinct values per field and distinct tuples of
/// them, a block at a time. Read [dev.vestige.logsql.exec.stats.group.Grouper] first.
@NullMarked
package dev.vestige.logsql.exec.stats.group;

import org.jspecify.annotations.NullMarked;
