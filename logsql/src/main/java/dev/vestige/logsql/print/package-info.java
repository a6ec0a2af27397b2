/// From the tree of a query back to text, in one normal form. The law: parsing what was printed
/// gives an equal tree. Read [dev.vestige.logsql.print.Printer] first.
@NullMarked
package dev.vestige.logsql.print;

import org.jspecify.annotations.NullMarked;
