package dev.vestige.storage.backup;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import dev.vestige.storage.engine.StoreFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A directory that holds the backups of one store. Used by one thread of one process at a time,
/// which its lock sees to.
public final class BackupFolder implements AutoCloseable {
  static final String PARTS = "parts";
  static final String BACKUPS = "backups";

  private final Directory root;
  private final DirectoryLock lock;

  private BackupFolder(Directory root, DirectoryLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /// Opens a directory of backups.
  ///
  /// @throws VestigeException UNAVAILABLE when another process is at it
  public static BackupFolder open(Directory root) {
    if (!root.exists(BACKUPS) && (root.exists(StoreFiles.MANIFEST) || root.exists(PARTS))) {
      throw VestigeException.invalidInput(
          root.location() + " is a store; backups need a directory of their own");
    }
    return new BackupFolder(root, root.acquireLock(StoreFiles.LOCK));
  }

  /// A file of a backup that is not as it was written.
  ///
  /// @param reason what is wrong with it
  public record Damage(String file, String reason) {}

  Directory root() {
    return root;
  }

  /// The names of the whole backups, the oldest first.
  public List<String> names() {
    if (!root.exists(BACKUPS)) {
      return List.of();
    }
    return root.subdirectory(BACKUPS).subdirectories().stream()
        .filter(name -> !name.endsWith(FileCopy.UNFINISHED))
        .toList();
  }

  /// How many bytes a backup stands for; those of the parts are shared with other backups.
  public long sizeBytes(String name) {
    return contents(name).entries().stream().mapToLong(BackupContents.Entry::sizeBytes).sum();
  }

  BackupContents contents(String name) {
    if (!names().contains(name)) {
      throw new VestigeException(
          ErrorKind.NOT_FOUND,
          "there is no backup \"" + name + "\" in " + root.location() + "; there are " + names());
    }
    return BackupContents.read(root.subdirectory(BACKUPS).subdirectory(name));
  }

  /// Reads all files of a backup and hands out those that are damaged.
  ///
  /// @return how many files there are
  public int check(String name, Consumer<Damage> sink) {
    FileCopy reader = new FileCopy(0);
    List<BackupContents.Entry> entries = contents(name).entries();
    for (BackupContents.Entry entry : entries) {
      try {
        requireSound(entry, reader);
      } catch (VestigeException e) {
        sink.accept(new Damage(entry.stored().path(), e.getMessage()));
      }
    }
    return entries.size();
  }

  private void requireSound(BackupContents.Entry entry, FileCopy reader) {
    if (!entry.stored().existsIn(root)) {
      throw VestigeException.corrupt("missing");
    }
    Directory directory = entry.stored().in(root);
    long size = directory.sizeBytes(entry.stored().name());
    if (size != entry.sizeBytes()) {
      throw VestigeException.corrupt("expected " + entry.sizeBytes() + " bytes, found " + size);
    }
    int found = reader.checksum(directory, entry.stored().name());
    if (found != entry.checksum()) {
      throw VestigeException.corrupt(
          "expected the checksum %08x, found %08x".formatted(entry.checksum(), found));
    }
  }

  /// Deletes what a run that was cut off has begun; the parts it copied stay and need not be copied
  /// again.
  void clear() {
    if (root.exists(BACKUPS)) {
      Directory backups = root.subdirectory(BACKUPS);
      backups.subdirectories().stream()
          .filter(name -> name.endsWith(FileCopy.UNFINISHED))
          .forEach(backups::deleteSubdirectory);
    }
    for (Directory day : days()) {
      day.files().stream().filter(name -> name.endsWith(FileCopy.UNFINISHED)).forEach(day::delete);
    }
  }

  private List<Directory> days() {
    if (!root.exists(PARTS)) {
      return List.of();
    }
    Directory parts = root.subdirectory(PARTS);
    return parts.subdirectories().stream().map(parts::subdirectory).toList();
  }

  /// Deletes all but the youngest backups, and the parts that only the others had.
  public void keepYoungest(int count) {
    List<String> names = names();
    Directory backups = root.createSubdirectory(BACKUPS);
    for (String name : names.subList(0, Math.max(0, names.size() - count))) {
      backups.rename(name, name + FileCopy.UNFINISHED);
      backups.sync();
      backups.deleteSubdirectory(name + FileCopy.UNFINISHED);
    }
    Set<StoreFile> named = new HashSet<>();
    names().forEach(name -> contents(name).entries().forEach(entry -> named.add(entry.stored())));
    for (String day : root.createSubdirectory(PARTS).subdirectories()) {
      Directory directory = root.subdirectory(PARTS).subdirectory(day);
      directory.files().stream()
          .filter(file -> !named.contains(new StoreFile(PARTS + "/" + day, file)))
          .forEach(directory::delete);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
