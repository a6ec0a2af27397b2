/// Traces as trees of spans. Read [dev.vestige.logsql.exec.tree.SpanTree] first.
@NullMarked
package dev.vestige.logsql.exec.tree;

import org.jspecify.annotations.NullMarked;
