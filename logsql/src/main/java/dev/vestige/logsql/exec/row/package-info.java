/// Stages that look at one row at a time. Read [dev.vestige.logsql.exec.row.RowStages] first.
@NullMarked
package dev.vestige.logsql.exec.row;

import org.jspecify.annotations.NullMarked;
