package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.engine.FileReport.State;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.PartCheck;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.PartSummary;
import dev.vestige.storage.wal.Wal;
import dev.vestige.storage.wal.WalReport;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads every file of a store that nobody has open, or of a snapshot, and changes nothing.
public final class StoreCheck {
  private final Directory directory;
  private final Consumer<FileReport> sink;
  private final PartCache cache = new PartCache(8 << 20);

  private StoreCheck(Directory directory, Consumer<FileReport> sink) {
    this.directory = directory;
    this.sink = sink;
  }

  /// Hands out a report of each file.
  ///
  /// @throws VestigeException UNAVAILABLE when a process has the store open
  public static void run(Directory directory, Consumer<FileReport> sink) {
    StoreLock.holding(directory, () -> new StoreCheck(directory, sink).run());
  }

  private void run() {
    Optional<Manifest> manifest = manifest();
    Map<String, PartSummary> live = new TreeMap<>();
    manifest.stream()
        .flatMap(read -> read.parts().stream())
        .forEach(entry -> live.put(entry.day() + "/" + entry.part().name(), entry.part()));
    if (directory.exists(PartFiles.DIRECTORY)) {
      Directory parts = directory.subdirectory(PartFiles.DIRECTORY);
      for (String day : parts.subdirectories()) {
        checkDay(parts.subdirectory(day), day, live);
      }
    }
    live.forEach((name, part) ->
        report("parts/" + name, 0, State.DAMAGED, "missing, with " + part.rows() + " rows"));
    checkLog(manifest.map(Manifest::coveredSequence).orElse(0L));
    checkBatches();
    checkFile(Pins.NAME, () -> Pins.read(directory), "the pinned traces");
  }

  /// What other nodes brought.
  private void checkBatches() {
    checkFile(
        BatchIds.NAME, () -> BatchIds.open(directory), "the batches that other nodes brought");
    checkFile(
        PlacementFile.NAME,
        () -> PlacementFile.read(directory),
        "where spans were placed in a cluster");
    for (VestigeException damage : ProvisionalFiles.damages(directory)) {
      report(ProvisionalFiles.DIRECTORY, 0, State.DAMAGED, reason(damage));
    }
  }

  private void checkFile(String name, Supplier<Object> reading, String what) {
    if (!directory.exists(name)) {
      return;
    }
    long size = directory.sizeBytes(name);
    try {
      var _ = reading.get();
      report(name, size, State.GOOD, what);
    } catch (VestigeException e) {
      report(name, size, State.DAMAGED, reason(e));
    }
  }

  private void report(String file, long sizeBytes, State state, String text) {
    sink.accept(new FileReport(file, sizeBytes, state, text));
  }

  private Optional<Manifest> manifest() {
    if (!directory.exists(Manifest.NAME)) {
      report(Manifest.NAME, 0, State.DAMAGED, "missing: this is no store");
      return Optional.empty();
    }
    try {
      Manifest manifest = Manifest.read(directory);
      report(
          Manifest.NAME,
          directory.sizeBytes(Manifest.NAME),
          State.GOOD,
          manifest.parts().size() + " parts, log covered up to " + manifest.coveredSequence());
      return Optional.of(manifest);
    } catch (VestigeException e) {
      report(Manifest.NAME, directory.sizeBytes(Manifest.NAME), State.DAMAGED, reason(e));
      return Optional.empty();
    }
  }

  private void checkDay(Directory day, String name, Map<String, PartSummary> live) {
    for (String file : day.files()) {
      String path = name + "/" + file;
      Optional<PartSummary> expected = Optional.ofNullable(live.remove(path));
      long size = day.sizeBytes(file);
      if (expected.isEmpty()) {
        report("parts/" + path, size, State.LEFT_OVER, "no part of the store");
        continue;
      }
      try {
        checkPart(day, file, expected.get());
        report("parts/" + path, size, State.GOOD, expected.get().rows() + " rows");
      } catch (VestigeException e) {
        report("parts/" + path, size, State.DAMAGED, reason(e));
      }
    }
  }

  private void checkPart(Directory day, String file, PartSummary expected) {
    PartReader part = PartReader.open(day, file, cache);
    try {
      if (!part.summary().equals(expected)) {
        throw VestigeException.corrupt(
            "the manifest expects " + expected + ", the file says " + part.summary());
      }
      PartCheck.run(part);
    } finally {
      part.release();
    }
  }

  private void checkLog(long coveredSequence) {
    if (!directory.exists(Engine.WAL_DIRECTORY)) {
      return;
    }
    Directory logs = directory.subdirectory(Engine.WAL_DIRECTORY);
    long size = logs.files().stream().mapToLong(logs::sizeBytes).sum();
    WalReport found = Wal.check(logs, coveredSequence);
    for (VestigeException damage : found.damages()) {
      report(Engine.WAL_DIRECTORY, size, State.DAMAGED, reason(damage));
    }
    if (found.damages().isEmpty()) {
      report(
          Engine.WAL_DIRECTORY,
          size,
          State.GOOD,
          found.records()
              + " records"
              + (found.tornBytes() == 0 ? "" : ", " + found.tornBytes() + " bytes of a torn end"));
    }
  }

  private static String reason(VestigeException e) {
    return e.kind() == ErrorKind.CORRUPT ? e.getMessage() : e.kind() + ": " + e.getMessage();
  }
}
