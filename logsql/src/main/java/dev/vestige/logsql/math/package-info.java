/// Arithmetic over the fields of one row. Read [dev.vestige.logsql.math.MathExpr] first.
@NullMarked
package dev.vestige.logsql.math;

import org.jspecify.annotations.NullMarked;
