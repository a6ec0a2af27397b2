package dev.vestige.cmd.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Java, memory, limits, the temporary folder, the user and the clock.
final class ProcessChecks {
  private static final int MEBIBYTE_BITS = 20;

  /// What daemons that set the clock leave below /run while they run.
  private static final List<String> CLOCK_SETTERS =
      List.of("systemd/timesync/synchronized", "chrony", "chrony.pid", "chronyd.pid", "ntpd.pid");

  private final Machine machine;

  ProcessChecks(Machine machine) {
    this.machine = machine;
  }

  List<Finding> findings() {
    return List.of(java(), memory(), openFiles(), temporary(), user(), clock());
  }

  /// An older one does not get here: the launcher says so.
  private Finding java() {
    return Finding.good("java", machine.java());
  }

  private Finding memory() {
    long heap = machine.heapBytesMax();
    String text =
        String.format(
            Locale.ROOT,
            "heap up to %,d MiB of %,d MiB",
            heap >> MEBIBYTE_BITS,
            machine.memoryBytes() >> MEBIBYTE_BITS);
    if (heap < Limits.HEAP_BYTES_MIN) {
      return Finding.doubtful(
          "memory", text, "give it more memory, or a larger share: JAVA_OPTS=-Xmx512m");
    }
    if (heap / 100 > machine.memoryBytes() / 100 * Limits.HEAP_PERCENT_MAX / 100) {
      return Finding.doubtful(
          "memory",
          text + ", which leaves little to the page cache that holds the data",
          "lower -Xmx or -XX:MaxRAMPercentage in JAVA_OPTS");
    }
    return Finding.good("memory", text);
  }

  private Finding openFiles() {
    Optional<String> limit = line(machine.process().resolve("limits"), "Max open files");
    if (limit.isEmpty()) {
      return Finding.good("limits", "this system does not tell them");
    }
    String soft = limit.get().substring("Max open files".length()).strip().split(" ", 2)[0];
    String text = "up to " + soft + " open files";
    if (soft.matches("\\d{1,9}") && Long.parseLong(soft) < Limits.OPEN_FILES_MIN) {
      return Finding.doubtful(
          "limits",
          text,
          "LimitNOFILE=1048576 in the unit, or `ulimit -n 1048576` in the shell that starts it");
    }
    return Finding.good("limits", text);
  }

  private static Optional<String> line(Path file, String beginning) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(beginning)).findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Finding temporary() {
    Path folder = machine.temporary();
    String remedy = "name another folder: JAVA_OPTS=-Djava.io.tmpdir=/path";
    if (!Files.isWritable(folder)) {
      return Finding.bad(
          "tmp", folder + " cannot be written; a native library is unpacked there", remedy);
    }
    try {
      boolean runs =
          Mount.of(folder, machine.process().resolve("mounts"))
              .filter(mount -> mount.options().contains("noexec"))
              .isEmpty();
      return runs
          ? Finding.good("tmp", folder + " can be written and run from")
          : Finding.bad(
              "tmp",
              folder + " is mounted noexec; a native library is unpacked there and loaded",
              remedy + ", or mount it with exec");
    } catch (IOException e) {
      return Finding.doubtful("tmp", "cannot look at " + folder + ": " + e.getMessage(), remedy);
    }
  }

  private Finding user() {
    return machine.user().equals("root")
        ? Finding.doubtful(
            "user", "root", "start it as a user of its own that owns the data directory")
        : Finding.good("user", machine.user());
  }

  private Finding clock() {
    List<String> found = new ArrayList<>();
    for (String name : CLOCK_SETTERS) {
      if (Files.exists(machine.run().resolve(name))) {
        found.add(name);
      }
    }
    return found.isEmpty()
        ? Finding.doubtful(
            "clock",
            machine.now() + ", and nothing seems to set it",
            "run systemd-timesyncd, chrony or ntpd, unless the host of this container does")
        : Finding.good("clock", machine.now() + ", set by " + found.getFirst());
  }
}
