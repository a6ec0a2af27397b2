/// Copies of stores somewhere else, and the way back. Read [dev.vestige.storage.backup.Backup]
/// first; `docs/format/backup.md` says what is where.
@NullMarked
package dev.vestige.storage.backup;

import org.jspecify.annotations.NullMarked;
