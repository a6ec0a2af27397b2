/// A stage per pipe: takes blocks, passes on what the pipe makes of them. Read
/// [dev.vestige.logsql.exec.pipe.Stages] first.
@NullMarked
package dev.vestige.logsql.exec.pipe;

import org.jspecify.annotations.NullMarked;
