package dev.vestige.cmd.backup;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.flags.BackupFlags;
import dev.vestige.cmd.flags.Command;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.storage.backup.Backup;
import dev.vestige.storage.backup.BackupFolder;
import dev.vestige.storage.backup.CopyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// `vestige backup -src=… -dst=…`: copies what is new of a snapshot to a directory of backups.
public final class BackupCommand {
  private static final int GOOD = 0;
  private static final int DAMAGED = 1;

  private final Flags flags;

  private BackupCommand(Flags flags) {
    this.flags = flags;
  }

  /// Does what the words say, and returns the exit code.
  public static int run(List<String> words) {
    Flags flags = Flags.parse(Command.BACKUP, words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.render(Command.BACKUP));
      return GOOD;
    }
    return new BackupCommand(flags).run();
  }

  private int run() {
    Path path = path(BackupFlags.BACKUP_DST, flags);
    boolean isRead = flags.get(BackupFlags.LIST_BACKUPS) || flags.get(BackupFlags.CHECK);
    Directory root = isRead ? FileSystemDirectory.open(path) : FileSystemDirectory.create(path);
    try (BackupFolder folder = BackupFolder.open(root)) {
      if (flags.get(BackupFlags.LIST_BACKUPS)) {
        return list(folder);
      }
      return flags.get(BackupFlags.CHECK) ? check(folder) : make(folder);
    }
  }

  /// The path that a flag must give.
  static Path path(Flag<String> flag, Flags flags) {
    String text = flags.get(flag);
    if (text.isEmpty()) {
      throw new UsageException("the flag " + flag + " is missing");
    }
    return Path.of(text);
  }

  private static int list(BackupFolder folder) {
    for (String name : folder.names()) {
      Console.print(
          "%s %s bytes\n"
              .formatted(name, String.format(Locale.ROOT, "%,d", folder.sizeBytes(name))));
    }
    return GOOD;
  }

  private static int check(BackupFolder folder) {
    List<String> names = folder.names();
    if (names.isEmpty()) {
      throw VestigeException.corrupt("there is no whole backup");
    }
    AtomicInteger damaged = new AtomicInteger();
    int files =
        folder.check(
            names.getLast(),
            damage -> {
              damaged.incrementAndGet();
              Console.print("DAMAGED %s: %s\n".formatted(damage.file(), damage.reason()));
            });
    Console.print(
        "backup %s: %d files, %d damaged\n".formatted(names.getLast(), files, damaged.get()));
    return damaged.get() == 0 ? GOOD : DAMAGED;
  }

  private int make(BackupFolder folder) {
    String source = flags.get(BackupFlags.BACKUP_SRC);
    if (source.startsWith("http://") || source.startsWith("https://")) {
      try (NodeSnapshots node = NodeSnapshots.at(BackupFlags.BACKUP_SRC, source, flags)) {
        String path = node.create();
        try {
          copy(ownPath(path, node), folder);
        } finally {
          node.delete(path);
        }
      }
    } else {
      copy(Path.of(source), folder);
    }
    return GOOD;
  }

  private static Path ownPath(String path, NodeSnapshots node) {
    Path snapshot = Path.of(path);
    if (!Files.isDirectory(snapshot)) {
      throw VestigeException.invalidInput(
          "the snapshot of "
              + node.address()
              + " is at "
              + path
              + " of its host, and cannot be seen here: run the command there, as the same user");
    }
    return snapshot;
  }

  private void copy(Path source, BackupFolder folder) {
    CopyReport report =
        Backup.run(FileSystemDirectory.open(source), folder, flags.get(BackupFlags.RATE_LIMIT));
    Console.print(line("backup", report));
    if (flags.get(BackupFlags.KEEP) > 0) {
      folder.keepYoungest(flags.get(BackupFlags.KEEP));
    }
  }

  /// What was done, for people.
  static String line(String what, CopyReport report) {
    return String.format(
        Locale.ROOT,
        "%s %s: copied %,d files of %,d bytes; %,d files of %,d bytes were there\n",
        what,
        report.name(),
        report.filesCopied(),
        report.bytesCopied(),
        report.filesKept(),
        report.bytesKept());
  }
}
