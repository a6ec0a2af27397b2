/// Traces as trees of spans. Read [dev.vestige.logsql.trace.SpanTree] first.
@NullMarked
package dev.vestige.logsql.trace;

import org.jspecify.annotations.NullMarked;
