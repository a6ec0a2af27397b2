package dev.vestige.storage.engine;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.part.ColumnSize;
import dev.vestige.storage.part.PartCache;
import dev.vestige.storage.part.PartReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a store that nobody has open, or a snapshot, consists of.
///
/// @param partitions in order
/// @param columns the largest first
/// @param walBytes of the write-ahead log
/// @param pins how many traces are pinned
public record StoreInspection(
    List<Partition> partitions, List<Column> columns, long walBytes, int pins) {
  public StoreInspection {
    partitions = List.copyOf(partitions);
    columns = List.copyOf(columns);
  }

  /// A day.
  ///
  /// @param damagedParts that cannot be opened; they count nowhere else
  public record Partition(
      String name, int parts, int damagedParts, long rows, long traces, long sizeBytes) {
    private Partition plus(Partition other) {
      return new Partition(
          name,
          parts + other.parts,
          damagedParts + other.damagedParts,
          rows + other.rows,
          traces + other.traces,
          sizeBytes + other.sizeBytes);
    }
  }

  /// A column over all parts.
  ///
  /// @param entriesMax of the largest dictionary, 0 when no part has one
  public record Column(String name, int parts, long sizeBytes, int entriesMax) {
    private Column plus(Column other) {
      return new Column(
          name,
          parts + other.parts,
          sizeBytes + other.sizeBytes,
          Math.max(entriesMax, other.entriesMax));
    }
  }

  /// Reads the manifest and the footers.
  ///
  /// @throws VestigeException CORRUPT when the directory is no store, UNAVAILABLE when a process
  ///   has it open
  public static StoreInspection of(Directory directory) {
    if (!directory.exists(Manifest.NAME)) {
      throw VestigeException.corrupt(
          directory.location() + " is no store: it has no file named " + Manifest.NAME);
    }
    Map<String, Partition> partitions = new TreeMap<>();
    Map<String, Column> columns = new TreeMap<>();
    long[] walBytes = {0};
    int[] pins = {0};
    StoreLock.holding(
        directory,
        () -> {
          for (Manifest.Entry entry : Manifest.read(directory).parts()) {
            partitions.merge(
                entry.day().toString(), partition(directory, entry, columns), Partition::plus);
          }
          if (directory.exists(Engine.WAL_DIRECTORY)) {
            Directory logs = directory.subdirectory(Engine.WAL_DIRECTORY);
            walBytes[0] = logs.files().stream().mapToLong(logs::sizeBytes).sum();
          }
          pins[0] = Pins.read(directory).size();
        });
    return new StoreInspection(
        List.copyOf(partitions.values()),
        columns.values().stream()
            .sorted(Comparator.comparingLong(Column::sizeBytes).reversed())
            .toList(),
        walBytes[0],
        pins[0]);
  }

  private static Partition partition(
      Directory directory, Manifest.Entry entry, Map<String, Column> columns) {
    String day = entry.day().toString();
    try {
      Directory files = directory.subdirectory(PartFiles.DIRECTORY).subdirectory(day);
      PartReader part = PartReader.open(files, entry.part().name(), new PartCache(0));
      for (ColumnSize size : part.columnSizes()) {
        String name = size.id().toString();
        columns.merge(name, new Column(name, 1, size.sizeBytes(), size.entries()), Column::plus);
      }
      part.release();
    } catch (VestigeException _) {
      return new Partition(day, 0, 1, 0, 0, 0);
    }
    return new Partition(
        day, 1, 0, entry.part().rows(), entry.part().traces(), entry.part().sizeBytes());
  }
}
