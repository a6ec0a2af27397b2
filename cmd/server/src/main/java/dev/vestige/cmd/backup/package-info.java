/// The commands `snapshot`, `backup` and `restore`. Read [dev.vestige.cmd.backup.BackupCommand]
/// first.
@NullMarked
package dev.vestige.cmd.backup;

import org.jspecify.annotations.NullMarked;
