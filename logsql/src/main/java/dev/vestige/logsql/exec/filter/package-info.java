/// Filters at work: a tree of conditions becomes code that narrows bitmaps of rows, block by block.
/// Read [dev.vestige.logsql.exec.filter.CompiledFilter] first, then
/// [dev.vestige.logsql.exec.filter.ColumnFilter].
@NullMarked
package dev.vestige.logsql.exec.filter;

import org.jspecify.annotations.NullMarked;
