/// Answers queries: from the storage of this process to the stages of the pipes. Read
/// [dev.vestige.logsql.exec.run.LocalRunner] first.
@NullMarked
package dev.vestige.logsql.exec.run;

import org.jspecify.annotations.NullMarked;
