/// The log: lines on standard error or output, in the two formats of VictoriaMetrics. Everything
/// logs through slf4j; this configures what is behind it. Read [dev.vestige.cmd.log.Logging] first.
@NullMarked
package dev.vestige.cmd.log;

import org.jspecify.annotations.NullMarked;
