/// Stages of the pipes that look at whole traces: they hold what they need of all spans, put each
/// trace together, and hand on what the pipe says. Read [dev.vestige.logsql.exec.trace.TraceStage]
/// first.
@NullMarked
package dev.vestige.logsql.exec.trace;

import org.jspecify.annotations.NullMarked;
