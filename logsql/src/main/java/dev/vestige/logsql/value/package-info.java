/// Text read as numbers, durations, sizes, times and addresses, and written back. Everything works
/// on ranges of UTF-8 bytes, since stored values are such ranges. Read
/// [dev.vestige.logsql.value.Numbers] first.
@NullMarked
package dev.vestige.logsql.value;

import org.jspecify.annotations.NullMarked;
