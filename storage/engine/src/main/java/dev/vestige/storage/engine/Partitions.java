package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.PartCheck;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.PartSummary;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes whole days out of the store and into it. A detached day is a directory of part files below
/// `detached`, which may be copied away, and into which the days of a snapshot may be copied.
///
/// A crash leaves the day attached or detached, never both: while it is on its way, the directory
/// has a name that tells on the next start what was meant.
final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final String DIRECTORY = "detached";

  private final Directory store;
  private final Catalog catalog;

  private Partitions(Directory store, Catalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /// Finishes or undoes what a crash interrupted.
  static Partitions open(Directory store, Catalog catalog) {
    if (store.exists(DIRECTORY)) {
      Directory root = store.subdirectory(DIRECTORY);
      for (String name : root.subdirectories()) {
        int attaching = name.indexOf(Names.ATTACHING);
        if (name.endsWith(Names.UNFINISHED)) {
          String day = name.substring(0, name.length() - Names.UNFINISHED.length());
          settle(root, name, day, isLive(catalog, day));
        } else if (attaching > 0) {
          long first = Long.parseLong(name.substring(attaching + Names.ATTACHING.length()));
          settle(root, name, name.substring(0, attaching), catalog.namedParts() > first);
        }
      }
      root.sync();
    }
    return new Partitions(store, catalog);
  }

  private static boolean isLive(Catalog catalog, String day) {
    return catalog.entries().stream().anyMatch(entry -> entry.day().toString().equals(day));
  }

  /// @param inStore whether the store has what the directory has
  private static void settle(Directory root, String name, String day, boolean inStore) {
    if (inStore) {
      root.deleteSubdirectory(name);
    } else {
      root.rename(name, day);
    }
  }

  /// The days that have parts, in order.
  List<String> list() {
    TreeSet<String> days = new TreeSet<>();
    catalog.entries().forEach(entry -> days.add(entry.day().toString()));
    return List.copyOf(days);
  }

  /// Takes a day out of the store; what is in memory must have been flushed.
  ///
  /// @throws VestigeException NOT_FOUND when the store has nothing of that day
  void detach(String name) {
    Day day = parse(name);
    catalog.exclusively(() -> {
      List<StoredPart> parts =
          catalog.view().parts().stream().filter(part -> part.day().equals(day)).toList();
      List<DamagedPart> damaged =
          catalog.damaged().stream().filter(part -> part.day().equals(day)).toList();
      if (parts.isEmpty() && damaged.isEmpty()) {
        throw new VestigeException(ErrorKind.NOT_FOUND, "there is no partition " + name);
      }
      Directory root = store.createSubdirectory(DIRECTORY);
      store.sync();
      if (root.exists(name)) {
        throw VestigeException.invalidInput(
            root.location() + "/" + name + " is in the way; move it to another place");
      }
      link(day, root, parts.size() + damaged.size());
      catalog.remove(parts, damaged);
      rename(root, name + Names.UNFINISHED, name);
      root.sync();
      LOG.info("partition {} is in {} now", name, root.location());
    });
  }

  /// One failure must not keep a directory from the name under which its spans are safe.
  private static void rename(Directory root, String from, String to) {
    try {
      root.rename(from, to);
    } catch (VestigeException e) {
      LOG.warn("cannot rename {} to {}, trying again", from, to, e);
      root.rename(from, to);
    }
  }

  private void link(Day day, Directory root, int expected) {
    String unfinished = day + Names.UNFINISHED;
    if (root.exists(unfinished)) {
      root.deleteSubdirectory(unfinished);
    }
    Directory target = root.createSubdirectory(unfinished);
    Directory files = catalog.files().directory(day);
    int linked = 0;
    for (Manifest.Entry entry : catalog.entries()) {
      String file = entry.part().name();
      if (entry.day().equals(day) && files.exists(file)) {
        files.link(file, target, file);
        linked++;
      }
    }
    if (linked < expected) {
      LOG.warn("{} files of partition {} are missing", expected - linked, day);
    }
    target.sync();
    root.sync();
  }

  /// Takes a day into the store, after reading all of it.
  ///
  /// @throws VestigeException NOT_FOUND when there is no such directory, CORRUPT when one of its
  ///   files is damaged or has other days, too; nothing is changed then
  ///
  /// @param isPast whether a day would be dropped at once
  void attach(String name, Predicate<Day> isPast) {
    Day day = parse(name);
    if (isPast.test(day)) {
      throw VestigeException.invalidInput(
          "partition " + name + " is past -retentionPeriod and would be dropped at once");
    }
    catalog.exclusively(() -> {
      if (!store.exists(DIRECTORY) || !store.subdirectory(DIRECTORY).exists(name)) {
        throw new VestigeException(
            ErrorKind.NOT_FOUND,
            "there is no directory " + store.location() + "/" + DIRECTORY + "/" + name);
      }
      Directory root = store.subdirectory(DIRECTORY);
      List<PartSummary> found = check(root.subdirectory(name), day);
      catalog.withManifestHeld(() -> attach(root, day, found));
      LOG.info("partition {} has {} parts more", name, found.size());
    });
  }

  private static List<PartSummary> check(Directory directory, Day day) {
    List<PartSummary> parts = new ArrayList<>();
    for (String file : directory.files()) {
      PartReader part = PartReader.open(directory, file, new PartCache(8 << 20));
      try {
        PartSummary summary = part.summary();
        TimeRange range = day.range();
        if (!range.contains(summary.minTimeNanos()) || !range.contains(summary.maxTimeNanos())) {
          throw VestigeException.corrupt(
              "part "
                  + directory.location()
                  + "/"
                  + file
                  + " has spans of another day than "
                  + day);
        }
        PartCheck.run(part);
        parts.add(summary);
      } finally {
        part.release();
      }
    }
    return parts;
  }

  private void attach(Directory root, Day day, List<PartSummary> found) {
    String name = day.toString();
    String attaching = name + Names.ATTACHING + catalog.files().nextPart();
    root.rename(name, attaching);
    try {
      root.sync();
      catalog.replace(List.of(), link(root.subdirectory(attaching), day, found));
    } catch (RuntimeException e) {
      giveBack(root, attaching, name, e);
      throw e;
    }
    root.deleteSubdirectory(attaching);
  }

  /// Gives the files of a directory names among those of the day, and opens them.
  private List<StoredPart> link(Directory from, Day day, List<PartSummary> found) {
    List<StoredPart> parts = new ArrayList<>();
    try {
      Directory files = catalog.files().directory(day);
      for (PartSummary part : found) {
        String newName = catalog.files().newName();
        from.link(part.name(), files, newName);
        parts.add(catalog.files().open(day, part.withName(newName)));
      }
      files.sync();
      return parts;
    } catch (RuntimeException e) {
      parts.forEach(part -> part.reader().discard());
      throw e;
    }
  }

  /// Undoes what a failure left half done. The name goes first: once other parts are written, the
  /// next start would take the directory for one that the store has. A manifest that may name the
  /// parts is replaced after that.
  private void giveBack(Directory root, String attaching, String name, RuntimeException reason) {
    try {
      rename(root, attaching, name);
      root.sync();
      catalog.replace(List.of(), List.of());
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static Day parse(String name) {
    try {
      return Day.parse(name);
    } catch (DateTimeParseException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT,
          "expected the name of a partition such as 20250615, found \"" + name + '"',
          e);
    }
  }
}
