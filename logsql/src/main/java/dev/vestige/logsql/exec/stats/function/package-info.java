/// The functions of `stats`: what each keeps per group while rows come in. Read
/// [dev.vestige.logsql.exec.stats.function.FunctionState] first.
@NullMarked
package dev.vestige.logsql.exec.stats.function;

import org.jspecify.annotations.NullMarked;
