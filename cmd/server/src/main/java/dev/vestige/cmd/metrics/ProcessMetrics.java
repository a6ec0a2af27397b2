package dev.vestige.cmd.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the system knows of this process, from /proc. What cannot be read is left out, so there is
/// next to nothing outside Linux.
public final class ProcessMetrics implements MetricSource {
  /// Linux counts the time of processes in hundredths of a second whatever its own clock does.
  private static final double TICKS_PER_SECOND = 100;

  private final Path process;
  private final List<Path> pressure;
  private final Instant started;

  /// Reads below other folders than those of Linux.
  ///
  /// @param process the folder of this process below /proc
  /// @param pressure folders with the files about pressure, the best one first
  ProcessMetrics(Path process, List<Path> pressure, Instant started) {
    this.process = process;
    this.pressure = List.copyOf(pressure);
    this.started = started;
  }

  /// Reads about this process where Linux keeps it.
  ///
  /// @param started when this process was started
  public static ProcessMetrics ofThisProcess(Instant started) {
    return new ProcessMetrics(
        Path.of("/proc/self"),
        List.of(Path.of("/sys/fs/cgroup"), Path.of("/proc/pressure")),
        started);
  }

  @Override
  public void writeTo(MetricsText text) {
    text.gauge(
        "process_start_time_seconds",
        "When the process started, seconds since 1970",
        Labels.NONE,
        (double) started.getEpochSecond());
    text.gauge(
        "process_cpu_cores_available",
        "CPU cores that the process may use",
        Labels.NONE,
        Runtime.getRuntime().availableProcessors());
    writeStat(text);
    writeMemory(text);
    writeFiles(text);
    writeIo(text);
    writePressure(text);
  }

  private void writeStat(MetricsText text) {
    String stat = read(process.resolve("stat"));
    // The name of the program stands in brackets and may hold anything; numbers follow, counted
    // from 3 in proc(5).
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length < 18) {
      return;
    }
    double user = number(fields[11]);
    double system = number(fields[12]);
    cpu(text, "process_cpu_seconds_user_total", "CPU time in the program", user);
    cpu(text, "process_cpu_seconds_system_total", "CPU time in the kernel", system);
    cpu(text, "process_cpu_seconds_total", "CPU time", user + system);
    counter(
        text, "process_minor_pagefaults_total", "Page faults without a read", number(fields[7]));
    counter(text, "process_major_pagefaults_total", "Page faults with a read", number(fields[9]));
    gauge(text, "process_num_threads", "Threads of the system", number(fields[17]));
  }

  private static void cpu(MetricsText text, String name, String help, double ticks) {
    counter(text, name, help, ticks / TICKS_PER_SECOND);
  }

  private void writeMemory(MetricsText text) {
    Map<String, Double> status = pairs("status");
    memory(text, status, "VmSize", "process_virtual_memory_bytes");
    memory(text, status, "VmPeak", "process_virtual_memory_peak_bytes");
    memory(text, status, "VmRSS", "process_resident_memory_bytes");
    memory(text, status, "VmHWM", "process_resident_memory_peak_bytes");
    memory(text, status, "RssAnon", "process_resident_memory_anon_bytes");
    memory(text, status, "RssFile", "process_resident_memory_file_bytes");
    memory(text, status, "RssShmem", "process_resident_memory_shared_bytes");
  }

  private static void memory(
      MetricsText text, Map<String, Double> status, String key, String name) {
    Double kibibytes = status.get(key);
    if (kibibytes != null) {
      gauge(text, name, key + " of the process", kibibytes * 1024);
    }
  }

  private void writeFiles(MetricsText text) {
    for (String line : read(process.resolve("limits")).split("\n", -1)) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring("Max open files".length()).strip().split(" ", 2)[0];
        gauge(text, "process_max_fds", "Files that may be open", number(soft));
      }
    }
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      gauge(text, "process_open_fds", "Files that are open", (double) open.count());
    } catch (IOException e) {
      // Left out, as everything that cannot be read.
    }
  }

  private void writeIo(MetricsText text) {
    Map<String, Double> io = pairs("io");
    io(text, io, "rchar", "process_io_read_bytes_total");
    io(text, io, "wchar", "process_io_written_bytes_total");
    io(text, io, "syscr", "process_io_read_syscalls_total");
    io(text, io, "syscw", "process_io_write_syscalls_total");
    io(text, io, "read_bytes", "process_io_storage_read_bytes_total");
    io(text, io, "write_bytes", "process_io_storage_written_bytes_total");
  }

  private static void io(MetricsText text, Map<String, Double> io, String key, String name) {
    Double value = io.get(key);
    if (value != null) {
      counter(text, name, key + " of the process", value);
    }
  }

  private void writePressure(MetricsText text) {
    for (String resource : List.of("cpu", "io", "memory")) {
      for (String line : readPressure(resource).split("\n", -1)) {
        int total = line.indexOf("total=");
        if (total >= 0) {
          String state = line.startsWith("full") ? "stalled" : "waiting";
          counter(
              text,
              "process_pressure_" + resource + "_" + state + "_seconds_total",
              "Time in which work waited for " + resource,
              number(line.substring(total + "total=".length()).strip()) / 1e6);
        }
      }
    }
  }

  private String readPressure(String resource) {
    for (Path folder : pressure) {
      String ofContainer = read(folder.resolve(resource + ".pressure"));
      String found = ofContainer.isEmpty() ? read(folder.resolve(resource)) : ofContainer;
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  /// Lines of a name, a colon and a number, with a unit or without.
  private Map<String, Double> pairs(String file) {
    Map<String, Double> pairs = new HashMap<>();
    for (String line : read(process.resolve(file)).split("\n", -1)) {
      String[] parts = line.split("[:\\s]+", -1);
      if (parts.length >= 2 && parts[1].matches("\\d{1,18}")) {
        pairs.put(parts[0], number(parts[1]));
      }
    }
    return pairs;
  }

  private static void counter(MetricsText text, String name, String help, double value) {
    text.counter(name, help, Labels.NONE, value);
  }

  private static void gauge(MetricsText text, String name, String help, double value) {
    text.gauge(name, help, Labels.NONE, value);
  }

  /// NaN for what is no number, as the limit `unlimited`.
  private static double number(String text) {
    return text.matches("\\d{1,18}") ? (double) Long.parseLong(text) : Double.NaN;
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(Limits.PROC_FILE_BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
