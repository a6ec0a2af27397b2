/// Rows and values that stages keep until all rows are in. Read
/// [dev.vestige.logsql.exec.kept.KeptFields] first.
@NullMarked
package dev.vestige.logsql.exec.kept;

import org.jspecify.annotations.NullMarked;
