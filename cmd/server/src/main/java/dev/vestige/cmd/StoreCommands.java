package dev.vestige.cmd;

import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.cmd.flags.UsageException;
import dev.vestige.storage.engine.FileReport;
import dev.vestige.storage.engine.StoreCheck;
import dev.vestige.storage.engine.StoreInspection;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `vestige verify DIR` and `vestige inspect DIR`: look at a store that no server has open, or at a
/// snapshot, and change nothing.
final class StoreCommands {
  private static final int GOOD = 0;
  private static final int DAMAGED = 1;

  private StoreCommands() {}

  /// Reads everything, and returns the exit code: 0 when all is well, 1 for damage.
  static int verify(List<String> words) {
    return verify(directory("verify", words));
  }

  /// Tells what the store consists of, and returns the exit code: 0 when all is well, 1 for damage.
  static int inspect(List<String> words) {
    return inspect(directory("inspect", words));
  }

  private static Directory directory(String command, List<String> words) {
    if (words.size() != 1) {
      throw new UsageException(
          "expected one directory, as in `vestige " + command + " vestige-data`");
    }
    return FileSystemDirectory.open(Path.of(words.getFirst()));
  }

  private static int verify(Directory directory) {
    Map<FileReport.State, Integer> counts = new EnumMap<>(FileReport.State.class);
    StoreCheck.run(
        directory,
        report -> {
          counts.merge(report.state(), 1, Integer::sum);
          Console.print(
              "%-9s %12s  %s: %s\n"
                  .formatted(
                      word(report.state()),
                      count(report.sizeBytes()),
                      report.file(),
                      report.text()));
        });
    int damaged = counts.getOrDefault(FileReport.State.DAMAGED, 0);
    Console.print(
        "%d good, %d left over, %d damaged\n"
            .formatted(
                counts.getOrDefault(FileReport.State.GOOD, 0),
                counts.getOrDefault(FileReport.State.LEFT_OVER, 0),
                damaged));
    return damaged == 0 ? GOOD : DAMAGED;
  }

  private static String word(FileReport.State state) {
    return switch (state) {
      case GOOD -> "good";
      case LEFT_OVER -> "left over";
      case DAMAGED -> "DAMAGED";
    };
  }

  private static int inspect(Directory directory) {
    StoreInspection store = StoreInspection.of(directory);
    long rows = 0;
    long size = 0;
    int damaged = 0;
    Console.print("partition  parts           spans          traces           bytes  per span\n");
    for (StoreInspection.Partition partition : store.partitions()) {
      printPartition(partition);
      rows += partition.rows();
      size += partition.sizeBytes();
      damaged += partition.damagedParts();
    }
    Console.print("\n%-50s bytes  per span  of all   entries\n".formatted("column"));
    long columns = 0;
    for (StoreInspection.Column column : store.columns()) {
      printColumn(column.name(), column.sizeBytes(), rows, size, count(column.entriesMax()));
      columns += column.sizeBytes();
    }
    printColumn("(traces, indexes, footers)", size - columns, rows, size, "");
    printColumn("(all)", size, rows, size, "");
    Console.print("\nwrite-ahead log: %s bytes\n".formatted(count(store.walBytes())));
    if (store.pins() > 0) {
      Console.print("pinned traces: %s\n".formatted(count(store.pins())));
    }
    if (damaged > 0) {
      Console.print(damaged + " parts are damaged, `vestige verify` tells which\n");
    }
    return damaged == 0 ? GOOD : DAMAGED;
  }

  private static void printPartition(StoreInspection.Partition partition) {
    Console.print(
        "%-9s  %5d  %14s  %14s  %14s  %8s\n"
            .formatted(
                partition.name(),
                partition.parts(),
                count(partition.rows()),
                count(partition.traces()),
                count(partition.sizeBytes()),
                ratio(partition.sizeBytes(), partition.rows())));
  }

  private static void printColumn(String name, long size, long rows, long all, String entries) {
    Console.print(
        "%-40s %15s  %8s  %5.1f%%  %8s\n"
            .formatted(
                name, count(size), ratio(size, rows), all == 0 ? 0 : 100.0 * size / all, entries));
  }

  private static String ratio(long size, long rows) {
    return rows == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) size / rows);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
