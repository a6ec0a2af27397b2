/// What can be told about a query without running it: its time range, the fields it reads, which of
/// its pipes look at one row only. Read [dev.vestige.logsql.analyze.NeededFields] first.
@NullMarked
package dev.vestige.logsql.analyze;

import org.jspecify.annotations.NullMarked;
