package dev.vestige.storage.engine;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.DirectoryLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The files of a store for those who copy it.
public final class StoreFiles {
  /// What lies at the top of a store; copying all of it makes a store.
  public static final List<String> NAMES =
      List.of(
          Manifest.NAME,
          BatchIds.NAME,
          Pins.NAME,
          PartFiles.DIRECTORY,
          ProvisionalFiles.DIRECTORY,
          Engine.WAL_DIRECTORY);

  public static final String MANIFEST = Manifest.NAME;
  public static final String LOG = Engine.WAL_DIRECTORY;
  public static final String LOCK = Engine.LOCK;

  private StoreFiles() {}

  /// Hands out the paths of all files of a snapshot, or of a store that nobody has open, the live
  /// parts first. Nothing changes until the work returns.
  ///
  /// @throws VestigeException CORRUPT when it is no store or a part is missing
  public static void holding(Directory directory, Consumer<List<String>> work) {
    if (!directory.exists(Manifest.NAME)) {
      throw VestigeException.corrupt(
          directory.location() + " is no store: it has no file named " + Manifest.NAME);
    }
    StoreLock.holding(directory, () -> work.accept(list(directory)));
  }

  /// Does work on a directory that becomes a store, and keeps servers out of it.
  public static void locked(Directory directory, Runnable work) {
    try (DirectoryLock _ = directory.acquireLock(Engine.LOCK)) {
      work.run();
    }
  }

  private static List<String> list(Directory directory) {
    List<String> paths = new ArrayList<>();
    for (Manifest.Entry entry : Manifest.read(directory).parts()) {
      paths.add(part(directory, entry));
    }
    for (String name : List.of(ProvisionalFiles.DIRECTORY, Engine.WAL_DIRECTORY)) {
      if (directory.exists(name)) {
        directory.subdirectory(name).files().forEach(file -> paths.add(name + "/" + file));
      }
    }
    Stream.of(BatchIds.NAME, Pins.NAME).filter(directory::exists).forEach(paths::add);
    paths.add(Manifest.NAME);
    return paths;
  }

  private static String part(Directory directory, Manifest.Entry entry) {
    String day = entry.day().toString();
    if (!isThere(directory, day, entry.part().name())) {
      throw VestigeException.corrupt(
          "the part %s/%s of %s is missing; `vestige verify` tells more"
              .formatted(day, entry.part().name(), directory.location()));
    }
    return PartFiles.DIRECTORY + "/" + day + "/" + entry.part().name();
  }

  private static boolean isThere(Directory directory, String day, String name) {
    if (!directory.exists(PartFiles.DIRECTORY)) {
      return false;
    }
    Directory parts = directory.subdirectory(PartFiles.DIRECTORY);
    return parts.exists(day) && parts.subdirectory(day).exists(name);
  }
}
