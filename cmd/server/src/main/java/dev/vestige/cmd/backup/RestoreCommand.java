package dev.vestige.cmd.backup;

import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.flags.BackupFlags;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.storage.backup.BackupFolder;
import dev.vestige.storage.backup.CopyReport;
import dev.vestige.storage.backup.Restore;
import java.nio.file.Path;
import java.util.List;

/// `vestige restore -src=… -dst=…`: makes a data directory of a backup.
public final class RestoreCommand {
  private RestoreCommand() {}

  /// Does what the words say, and returns the exit code.
  public static int run(List<String> words) {
    Flags flags = Flags.parse(Command.RESTORE, words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render(Command.RESTORE));
      return 0;
    }
    Path source = BackupCommand.path(BackupFlags.RESTORE_SRC, flags);
    Path target = BackupCommand.path(BackupFlags.RESTORE_DST, flags);
    try (BackupFolder folder = BackupFolder.open(FileSystemDirectory.open(source))) {
      CopyReport report =
          Restore.run(
              folder,
              flags.get(BackupFlags.NAME),
              FileSystemDirectory.create(target),
              flags.get(BackupFlags.RATE_LIMIT));
      Console.print(BackupCommand.line("restored", report));
      return 0;
    }
  }
}
