package dev.vestige.cmd.pages;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/// What the JVM can tell about its threads and its heap.
final class Diagnostics {
  private Diagnostics() {}

  /// All threads: those of the system with their locks, then every one with its stack, the virtual
  /// threads of the requests included.
  static String threads() {
    return command("threadPrint", "-l") + "\n" + everyThread();
  }

  /// How many objects of each class are alive, after a full collection.
  static String heapHistogram() {
    return command("gcClassHistogram");
  }

  /// Runs what `jcmd` would.
  private static String command(String name, String... arguments) {
    try {
      Object answer =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  name,
                  new Object[] {arguments},
                  new String[] {String[].class.getName()});
      return String.valueOf(answer);
    } catch (JMException e) {
      throw new VestigeException(
          ErrorKind.INTERNAL, "the JVM cannot run the diagnostic command " + name, e);
    }
  }

  /// The JVM only writes this to a file that does not exist yet.
  private static String everyThread() {
    try {
      Path folder = Files.createTempDirectory("vestige-threads");
      Path file = folder.resolve("threads.txt");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(
                file.toAbsolutePath().toString(),
                HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        return Files.readString(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      return "Virtual threads are missing, since they take a file in the temporary folder: " + e;
    }
  }
}
