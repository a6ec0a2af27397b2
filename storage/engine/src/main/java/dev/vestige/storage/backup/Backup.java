package dev.vestige.storage.backup;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.backup.BackupContents.Entry;
import dev.vestige.storage.engine.StoreFiles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Copies a snapshot, or a store that nobody has open, into a directory of backups. Parts never
/// change, so those that are there already are not copied again. Whatever cuts a run off leaves the
/// backups before it as they were, and the parts it has copied for the next run. Used by one
/// thread.
public final class Backup {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String PART = ".part";

  private final Directory source;
  private final BackupFolder target;
  private final FileCopy copy;
  private final List<Entry> entries = new ArrayList<>();
  private CopyReport report;

  private Backup(Directory source, BackupFolder target, long bytesPerSecond) {
    this.source = source;
    this.target = target;
    copy = new FileCopy(bytesPerSecond);
    report = new CopyReport(freeName(target), 0, 0, 0, 0);
  }

  /// Makes a backup.
  ///
  /// @param bytesPerSecond 0 for as fast as it goes
  /// @throws VestigeException CORRUPT when the source is no store or lacks a file, UNAVAILABLE when
  ///   a process has it open
  public static CopyReport run(Directory source, BackupFolder target, long bytesPerSecond) {
    target.clear();
    Backup backup = new Backup(source, target, bytesPerSecond);
    StoreFiles.holding(source, backup::copyAll);
    return backup.report;
  }

  private static String freeName(BackupFolder target) {
    List<String> taken = target.names();
    Instant time = Instant.now();
    while (taken.contains(NAME.format(time))) {
      time = time.plusSeconds(1);
    }
    return NAME.format(time);
  }

  private void copyAll(List<String> files) {
    String unfinished = report.name() + FileCopy.UNFINISHED;
    Directory backups = new StoreFile(BackupFolder.BACKUPS, "").madeIn(target.root());
    Directory home = backups.createSubdirectory(unfinished);
    backups.sync();
    for (String path : files) {
      StoreFile file = StoreFile.of(path);
      if (path.endsWith(PART)) {
        copyPart(file);
      } else {
        copyOwn(file, home);
      }
    }
    new BackupContents(source.location(), entries).write(home);
    backups.rename(unfinished, report.name());
    backups.sync();
  }

  private void copyPart(StoreFile part) {
    Directory from = part.in(source);
    long size = from.sizeBytes(part.name());
    String number = part.name().substring(0, part.name().length() - PART.length());
    String known = "%s-%08x-".formatted(number, copy.trailChecksum(from, part.name()));
    Directory to = part.madeIn(target.root());
    for (String there : to.files()) {
      if (there.startsWith(known) && there.endsWith(PART) && to.sizeBytes(there) == size) {
        String checksum = there.substring(known.length(), there.length() - PART.length());
        add(Integer.parseUnsignedInt(checksum, 16), size, part, there);
        report = report.plusKept(size);
        return;
      }
    }
    int checksum =
        copy.copy(
            from,
            part.name(),
            to,
            part.name() + FileCopy.UNFINISHED,
            sum -> storedName(known, sum));
    add(checksum, size, part, storedName(known, checksum));
    report = report.plusCopied(size);
  }

  private static String storedName(String known, int checksum) {
    return "%s%08x%s".formatted(known, checksum, PART);
  }

  private void add(int checksum, long size, StoreFile part, String storedName) {
    entries.add(new Entry(checksum, size, new StoreFile(part.folder(), storedName), part));
  }

  /// Copies a file that belongs to this backup only.
  private void copyOwn(StoreFile file, Directory home) {
    Directory from = file.in(source);
    String draft = file.name() + FileCopy.UNFINISHED;
    int checksum = copy.copy(from, file.name(), file.madeIn(home), draft, _ -> file.name());
    long size = from.sizeBytes(file.name());
    StoreFile stored = StoreFile.of(BackupFolder.BACKUPS + "/" + report.name() + "/" + file.path());
    entries.add(new Entry(checksum, size, stored, file));
    report = report.plusCopied(size);
  }
}
