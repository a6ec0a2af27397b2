package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.wal.Wal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Snapshots of a store: directories of hard links, each a store of its own that can be copied away
/// and opened. Making one takes no time and no room; it holds the room of what is deleted later.
///
/// A directory whose name ends in `.new` is being made or deleted, and goes when the store is
/// opened.
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final String DIRECTORY = "snapshots";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int NAME_TIME_LENGTH = 14;

  private final Directory root;
  private final Catalog catalog;
  private final Wal wal;
  private final BatchIds ids;
  private final ProvisionalFiles copies;
  private final Pins pins;
  private int counter;

  /// @param root as [#directory(Directory)] gives it
  Snapshots(
      Directory root, Catalog catalog, Wal wal, BatchIds ids, ProvisionalFiles copies, Pins pins) {
    this.root = root;
    this.catalog = catalog;
    this.wal = wal;
    this.ids = ids;
    this.copies = copies;
    this.pins = pins;
  }

  /// The directory of a store's snapshots, cleaned of what a crash left behind.
  static Directory directory(Directory store) {
    Directory root = store.createSubdirectory(DIRECTORY);
    store.sync();
    for (String name : root.subdirectories()) {
      if (name.endsWith(Names.UNFINISHED)) {
        root.deleteSubdirectory(name);
      }
    }
    return root;
  }

  /// Everything that is acknowledged now.
  ///
  /// @return where it is
  synchronized String create() {
    return create("", true);
  }

  /// What the partitions hold whose name begins with the prefix; what is in memory must have been
  /// flushed.
  ///
  /// @return where it is
  synchronized String create(String dayPrefix) {
    return create(dayPrefix, false);
  }

  private String create(String dayPrefix, boolean withLog) {
    String name;
    do {
      name = NAME.format(Instant.now()) + "-" + "%08X".formatted(++counter);
    } while (root.exists(name));
    String unfinished = name + Names.UNFINISHED;
    try {
      Directory target = root.createSubdirectory(unfinished);
      catalog.withManifestHeld(() -> fill(target, dayPrefix, withLog));
      root.rename(unfinished, name);
      root.sync();
    } catch (RuntimeException e) {
      deleteQuietly(unfinished);
      throw e;
    }
    LOG.info("made snapshot {}", path(name));
    return path(name);
  }

  private void fill(Directory target, String dayPrefix, boolean withLog) {
    List<Manifest.Entry> entries = new ArrayList<>();
    Directory parts = target.createSubdirectory(PartFiles.DIRECTORY);
    for (Manifest.Entry entry : catalog.entries()) {
      if (entry.day().toString().startsWith(dayPrefix)) {
        entries.add(entry);
        link(entry, parts);
      }
    }
    parts.subdirectories().forEach(day -> parts.subdirectory(day).sync());
    parts.sync();
    pins.writeTo(target);
    if (withLog) {
      // Before the log, which says what became of copies that are settled meanwhile.
      copies.link(target);
      ids.write(target);
      wal.link(target.createSubdirectory(Engine.WAL_DIRECTORY));
    }
    new Manifest(catalog.coveredSequence(), catalog.files().nextPart(), entries).write(target);
  }

  private void link(Manifest.Entry entry, Directory parts) {
    Directory day = catalog.files().directory(entry.day());
    String file = entry.part().name();
    // What is lost here is lost there, too; checking the snapshot will tell.
    if (day.exists(file)) {
      day.link(file, parts.createSubdirectory(entry.day().toString()), file);
    }
  }

  private void deleteQuietly(String unfinished) {
    try {
      if (root.exists(unfinished)) {
        root.deleteSubdirectory(unfinished);
      }
    } catch (VestigeException e) {
      LOG.warn("cannot delete the unfinished snapshot {}", path(unfinished), e);
    }
  }

  /// Where the snapshots are, the oldest first.
  List<String> list() {
    return names().map(this::path).toList();
  }

  private Stream<String> names() {
    return root.subdirectories().stream().filter(name -> !name.endsWith(Names.UNFINISHED));
  }

  private String path(String name) {
    return root.location() + "/" + name;
  }

  /// Deletes a snapshot.
  ///
  /// @param path as [#list()] tells it, or its last element
  /// @throws VestigeException NOT_FOUND when there is no such snapshot
  synchronized void delete(String path) {
    String name =
        names()
            .filter(known -> path.equals(known) || path.equals(path(known)))
            .findFirst()
            .orElseThrow(
                () -> new VestigeException(ErrorKind.NOT_FOUND, "there is no snapshot " + path));
    String unfinished = name + Names.UNFINISHED;
    root.rename(name, unfinished);
    root.sync();
    root.deleteSubdirectory(unfinished);
    LOG.info("deleted snapshot {}", path(name));
  }

  /// Deletes the snapshots that are older, and tells where they were.
  synchronized List<String> deleteOlderThan(Duration age) {
    String oldest = NAME.format(Instant.now().minus(age));
    List<String> stale =
        names()
            .filter(
                name -> hasTime(name) && name.substring(0, NAME_TIME_LENGTH).compareTo(oldest) < 0)
            .map(this::path)
            .toList();
    stale.forEach(this::delete);
    return stale;
  }

  /// Directories with other names were put there by somebody else, and stay.
  private static boolean hasTime(String name) {
    try {
      NAME.parse(name.substring(0, Math.min(name.length(), NAME_TIME_LENGTH)));
      return true;
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}
