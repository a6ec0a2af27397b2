/// Rows as they come in. Read [dev.vestige.select.live.LiveSpans] first.
@NullMarked
package dev.vestige.select.live;

import org.jspecify.annotations.NullMarked;
