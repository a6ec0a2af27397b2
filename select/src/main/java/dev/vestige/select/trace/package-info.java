/// Traces and their spans, whatever API asks for them. Read [dev.vestige.select.trace.TraceFinder]
/// first.
@NullMarked
package dev.vestige.select.trace;

import org.jspecify.annotations.NullMarked;
