package dev.vestige.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the shipped executable takes from its start to its first answer, in time and in time of
/// processors, what it holds in memory then, and how large the files are. Run by `make bench`.
@Tag("bench")
class StartBenchmark {
  private static final int STARTS = 10;

  /// Linux counts the time of processes in hundredths of a second.
  private static final double TICK_MILLIS = 10;

  private static final Logger LOG = Logger.getLogger(StartBenchmark.class.getName());

  @Test
  void start_and_size(@TempDir Path folder) throws IOException {
    List<Double> millis = new ArrayList<>();
    List<Double> cpuMillis = new ArrayList<>();
    List<Long> kibibytes = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      Path own = Files.createDirectories(folder.resolve("run-" + i));
      long begin = System.nanoTime();
      try (var server = VestigeServer.start(own)) {
        millis.add((System.nanoTime() - begin) / 1e6);
        cpuMillis.add(cpuMillis(server.process().pid()));
        kibibytes.add(residentKibibytes(server.process().pid()));
      }
    }
    LOG.info(() ->
        String.format(
            Locale.ROOT,
            "start to /health %.0f ms, %.0f ms of CPU, resident %d MiB (medians of %d);"
                + " executable %.1f MB, jar %.1f MB",
            millis.stream().sorted().toList().get(STARTS / 2),
            cpuMillis.stream().sorted().toList().get(STARTS / 2),
            kibibytes.stream().sorted().toList().get(STARTS / 2) >> 10,
            STARTS,
            megabytes(Shipped.executable()),
            megabytes(Shipped.jar())));
  }

  private static double cpuMillis(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) * TICK_MILLIS;
  }

  private static long residentKibibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static double megabytes(Path file) {
    return (double) file.toFile().length() / 1e6;
  }
}
