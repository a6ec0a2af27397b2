package dev.vestige.storage.engine;

import dev.vestige.base.io.Directory;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.PartSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directories of the days and the files in them. Safe for use by several threads.
final class PartFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);
  private static final String DIRECTORY = "parts";
  private static final String SUFFIX = ".part";

  private final Directory root;
  private final PartCache cache;
  private final AtomicLong nextPart;

  PartFiles(Directory storeRoot, PartCache cache, long nextPart) {
    this.root = storeRoot.createSubdirectory(DIRECTORY);
    storeRoot.sync();
    this.cache = cache;
    this.nextPart = new AtomicLong(nextPart);
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

  StoredPart open(Day day, PartSummary summary) {
    PartReader reader = PartReader.open(directory(day), summary.name(), cache);
    return new StoredPart(day, summary, reader);
  }

  /// Opens the parts of a manifest, and deletes files that are no part of it: a crash came between
  /// writing them and taking them in, or between leaving them out and deleting them.
  List<StoredPart> openAll(Manifest manifest) {
    List<StoredPart> parts = new ArrayList<>();
    Set<String> live = new HashSet<>();
    for (Manifest.Entry entry : manifest.parts()) {
      parts.add(open(entry.day(), entry.part()));
      live.add(entry.day() + "/" + entry.part().name());
    }
    for (String day : root.subdirectories()) {
      Directory directory = root.subdirectory(day);
      for (String file : directory.files()) {
        if (!live.contains(day + "/" + file)) {
          LOG.info("deleting {}/{}, which no manifest names", directory.location(), file);
          directory.delete(file);
        }
      }
    }
    return parts;
  }

  /// Removes the directory of a day that has no part any more.
  void removeIfEmpty(Day day) {
    String name = day.toString();
    if (root.exists(name) && root.subdirectory(name).files().isEmpty()) {
      root.delete(name);
    }
  }
}
