/// What happens to the picked rows: one record per pipe of the language, plain values only. Read
/// [dev.vestige.logsql.pipe.Pipe] first.
@NullMarked
package dev.vestige.logsql.pipe;

import org.jspecify.annotations.NullMarked;
