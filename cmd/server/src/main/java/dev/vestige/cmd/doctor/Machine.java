package dev.vestige.cmd.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;

/// What the doctor looks at beside the flags.
///
/// @param process the folder of this process below /proc
/// @param run where daemons tell that they run
/// @param temporary where native libraries are unpacked
/// @param memoryBytes of the machine or its container
record Machine(
    Path process,
    Path run,
    Path temporary,
    String user,
    String java,
    long heapBytesMax,
    long memoryBytes,
    Instant now) {
  /// The one this process runs on.
  static Machine ofThisProcess() {
    return new Machine(
        Path.of("/proc/self"),
        Path.of("/run"),
        Path.of(System.getProperty("java.io.tmpdir")),
        System.getProperty("user.name"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Runtime.getRuntime().maxMemory(),
        memory(),
        Instant.now());
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}
