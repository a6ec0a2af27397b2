package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.PartSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directories of the days and the files in them. Safe for use by several threads.
final class PartFiles {
  static final String DIRECTORY = "parts";
  static final String SUFFIX = ".part";
  private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);

  private final Directory root;
  private final PartCache cache;
  private final AtomicLong nextPart;

  /// Held shared by whoever writes a part, so that its directory is not removed under it.
  private final ReentrantReadWriteLock directories = new ReentrantReadWriteLock();

  PartFiles(Directory storeRoot, PartCache cache, long nextPart) {
    this.root = storeRoot.createSubdirectory(DIRECTORY);
    storeRoot.sync();
    this.cache = cache;
    this.nextPart = new AtomicLong(nextPart);
  }

  /// The parts of a manifest: those that can be read, and those that cannot.
  record Opened(List<StoredPart> parts, List<DamagedPart> damaged) {}

  /// Writes the file of a part.
  interface PartMaker {
    PartSummary write(Directory directory, String name);
  }

  String newName() {
    return "%016x%s".formatted(nextPart.getAndIncrement(), SUFFIX);
  }

  long nextPart() {
    return nextPart.get();
  }

  /// The directory of a day, durable when this returns.
  Directory directory(Day day) {
    boolean known = root.exists(day.toString());
    Directory directory = root.createSubdirectory(day.toString());
    if (!known) {
      root.sync();
    }
    return directory;
  }

  /// Writes a part under a new name and opens it; it is durable when this returns. A failure leaves
  /// no file behind.
  StoredPart write(Day day, PartMaker maker) {
    directories.readLock().lock();
    try {
      return writeHeld(day, maker);
    } finally {
      directories.readLock().unlock();
    }
  }

  private StoredPart writeHeld(Day day, PartMaker maker) {
    Directory directory = directory(day);
    String name = newName();
    try {
      PartSummary summary = maker.write(directory, name);
      directory.sync();
      return open(day, summary);
    } catch (RuntimeException | Error e) {
      deleteQuietly(directory, name);
      throw e;
    }
  }

  private static void deleteQuietly(Directory directory, String name) {
    try {
      if (directory.exists(name)) {
        directory.delete(name);
      }
    } catch (VestigeException e) {
      LOG.warn("cannot delete the unfinished part {}/{}", directory.location(), name, e);
    }
  }

  StoredPart open(Day day, PartSummary summary) {
    PartReader reader = PartReader.open(directory(day), summary.name(), cache);
    return new StoredPart(day, summary, reader);
  }

  /// Opens the parts of a manifest, and deletes files that are no part of it: a crash came between
  /// writing them and taking them in, or between leaving them out and deleting them.
  Opened openAll(Manifest manifest) {
    List<StoredPart> parts = new ArrayList<>();
    List<DamagedPart> damaged = new ArrayList<>();
    Set<String> live = new HashSet<>();
    try {
      for (Manifest.Entry entry : manifest.parts()) {
        live.add(entry.day() + "/" + entry.part().name());
        openOrSetAside(entry, parts, damaged);
      }
      deleteUnnamed(live);
    } catch (RuntimeException e) {
      parts.forEach(part -> part.reader().release());
      throw e;
    }
    return new Opened(parts, damaged);
  }

  private void openOrSetAside(
      Manifest.Entry entry, List<StoredPart> parts, List<DamagedPart> damaged) {
    try {
      if (!directory(entry.day()).exists(entry.part().name())) {
        throw VestigeException.corrupt("there is no such file");
      }
      parts.add(checked(open(entry.day(), entry.part())));
    } catch (VestigeException e) {
      if (e.kind() != ErrorKind.CORRUPT) {
        throw e;
      }
      LOG.error(
          "part {}/{} with {} spans is set aside, searches of its time fail: {}",
          entry.day(),
          entry.part().name(),
          entry.part().rows(),
          e.getMessage());
      damaged.add(new DamagedPart(entry.day(), entry.part(), e.getMessage()));
    }
  }

  /// A part that is what the manifest says of it.
  private static StoredPart checked(StoredPart part) {
    PartSummary found = part.reader().summary();
    if (!found.equals(part.summary())) {
      part.reader().release();
      throw VestigeException.corrupt(
          "the manifest expects " + part.summary() + ", the file says " + found);
    }
    return part;
  }

  private void deleteUnnamed(Set<String> live) {
    for (String day : root.subdirectories()) {
      Directory directory = root.subdirectory(day);
      List<String> files = directory.files();
      int kept = 0;
      for (String file : files) {
        if (live.contains(day + "/" + file)) {
          kept++;
        } else {
          LOG.info("deleting {}/{}, which no manifest names", directory.location(), file);
          directory.delete(file);
        }
      }
      if (kept == 0) {
        root.delete(day);
      }
    }
  }

  /// Whether some day has a file.
  static boolean any(Directory storeRoot) {
    if (!storeRoot.exists(DIRECTORY)) {
      return false;
    }
    Directory root = storeRoot.subdirectory(DIRECTORY);
    return root.subdirectories().stream()
        .anyMatch(day -> !root.subdirectory(day).files().isEmpty());
  }

  /// Deletes the file of a part that could not be opened, if there is one.
  void delete(DamagedPart part) {
    deleteQuietly(directory(part.day()), part.summary().name());
  }

  /// Removes the directory of a day that has no part any more, unless some part is being written or
  /// the disk fails; then the next start does it.
  void removeIfEmpty(Day day) {
    if (!directories.writeLock().tryLock()) {
      return;
    }
    try {
      String name = day.toString();
      if (root.exists(name) && root.subdirectory(name).files().isEmpty()) {
        root.delete(name);
      }
    } catch (VestigeException e) {
      LOG.warn("the empty directory of day {} stays for now", day, e);
    } finally {
      directories.writeLock().unlock();
    }
  }
}
