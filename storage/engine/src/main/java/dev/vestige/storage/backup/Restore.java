package dev.vestige.storage.backup;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileOutput;
import dev.vestige.storage.backup.BackupContents.Entry;
import dev.vestige.storage.engine.StoreFiles;
import java.util.List;

/// Makes a store of a backup. The manifest comes last, and the log gets its name just before it, so
/// that no server starts with half of a store; a run that was cut off goes on where it was. Used by
/// one thread.
public final class Restore {
  private static final String MARK = "restoring-";
  private static final String LOG_UNFINISHED = StoreFiles.LOG + FileCopy.UNFINISHED;

  private final BackupFolder source;
  private final Directory target;
  private final String mark;
  private final FileCopy copy;
  private CopyReport report;

  private Restore(BackupFolder source, String name, Directory target, long bytesPerSecond) {
    this.source = source;
    this.target = target;
    mark = MARK + name;
    copy = new FileCopy(bytesPerSecond);
    report = new CopyReport(name, 0, 0, 0, 0);
  }

  /// Restores a backup into a directory that is empty, or where restoring it was begun.
  ///
  /// @param name of the backup; the youngest when it is empty
  /// @param bytesPerSecond 0 for as fast as it goes
  public static CopyReport run(
      BackupFolder source, String name, Directory target, long bytesPerSecond) {
    List<String> names = source.names();
    if (names.isEmpty()) {
      throw new VestigeException(
          ErrorKind.NOT_FOUND, "there is no whole backup in " + source.root().location());
    }
    String chosen = name.isEmpty() ? names.getLast() : name;
    BackupContents contents = source.contents(chosen);
    Restore restore = new Restore(source, chosen, target, bytesPerSecond);
    restore.requireOwnOrEmpty();
    StoreFiles.locked(target, () -> restore.copyAll(contents));
    return restore.report;
  }

  private void requireOwnOrEmpty() {
    if (target.exists(StoreFiles.MANIFEST)) {
      throw VestigeException.invalidInput(
          target.location() + " is a store already; restore into an empty directory");
    }
    boolean isBegun = StoreFiles.NAMES.stream().anyMatch(target::exists);
    if (isBegun && !target.exists(mark)) {
      throw VestigeException.invalidInput(
          "expected "
              + target.location()
              + " to be empty, or to have a begun restore of the backup "
              + report.name());
    }
  }

  private void copyAll(BackupContents contents) {
    if (!target.exists(mark)) {
      try (FileOutput file = target.create(mark)) {
        file.force();
      }
      target.sync();
    }
    if (target.exists(StoreFiles.LOG)) {
      target.rename(StoreFiles.LOG, LOG_UNFINISHED);
    }
    for (Entry entry : contents.entries()) {
      if (!isManifest(entry)) {
        copyOne(entry, place(entry));
      }
    }
    if (target.exists(LOG_UNFINISHED)) {
      target.rename(LOG_UNFINISHED, StoreFiles.LOG);
      target.sync();
    }
    contents.entries().stream()
        .filter(Restore::isManifest)
        .forEach(entry -> copyOne(entry, entry.original()));
    target.delete(mark);
    target.sync();
  }

  private static boolean isManifest(Entry entry) {
    return entry.original().path().equals(StoreFiles.MANIFEST);
  }

  private static StoreFile place(Entry entry) {
    StoreFile file = entry.original();
    return file.folder().equals(StoreFiles.LOG) ? new StoreFile(LOG_UNFINISHED, file.name()) : file;
  }

  private void copyOne(Entry entry, StoreFile place) {
    Directory to = place.madeIn(target);
    if (to.exists(place.name())) {
      if (to.sizeBytes(place.name()) == entry.sizeBytes()
          && copy.checksum(to, place.name()) == entry.checksum()) {
        report = report.plusKept(entry.sizeBytes());
        return;
      }
      to.delete(place.name());
    }
    StoreFile stored = entry.stored();
    copy.copy(
        stored.in(source.root()),
        stored.name(),
        to,
        place.name() + FileCopy.UNFINISHED,
        checksum -> sound(checksum, entry, place));
    report = report.plusCopied(entry.sizeBytes());
  }

  /// The name of the copy, when the bytes are those that were backed up.
  private static String sound(int checksum, Entry entry, StoreFile place) {
    if (checksum != entry.checksum()) {
      throw VestigeException.corrupt(
          "restoring %s: expected the checksum %08x, found %08x"
              .formatted(entry.stored().path(), entry.checksum(), checksum));
    }
    return place.name();
  }
}
