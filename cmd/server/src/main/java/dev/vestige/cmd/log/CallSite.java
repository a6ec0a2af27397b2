package dev.vestige.cmd.log;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/// Finds the place in the code that logs, as `dev/vestige/cmd/Server.java:42`. Costs some
/// microseconds, which is nothing beside writing the line.
final class CallSite {
  private static final List<String> LOGGING =
      List.of(
          "org.slf4j.",
          "java.util.logging.",
          "sun.util.logging.",
          "io.netty.util.internal.logging.",
          CallSite.class.getName(),
          LineHandler.class.getName());

  private CallSite() {}

  static String find() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> !isLogging(frame)).findFirst())
        .map(CallSite::location)
        .orElse("unknown:0");
  }

  private static boolean isLogging(StackFrame frame) {
    String name = frame.getClassName();
    return LOGGING.stream().anyMatch(prefix -> isOf(name, prefix));
  }

  private static boolean isOf(String className, String prefix) {
    return prefix.endsWith(".") ? className.startsWith(prefix) : className.equals(prefix);
  }

  private static String location(StackFrame frame) {
    String className = frame.getClassName();
    String folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
    return folder + frame.getFileName() + ':' + frame.getLineNumber();
  }
}
