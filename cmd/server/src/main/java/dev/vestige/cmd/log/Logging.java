package dev.vestige.cmd.log;

import java.io.OutputStream;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Sets up what is behind slf4j and java.util.logging, once, at the start of the process.
public final class Logging {
  private Logging() {}

  /// Sends everything that is logged in this process to the stream, counted.
  public static void install(LogOptions options, LogCounts counts, OutputStream out) {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LineHandler(options, counts, out));
    root.setLevel(options.lowest().threshold());
  }

  /// Lets messages be logged while the process shuts down, which the JDK's own log manager makes
  /// impossible. Must come before anything logs.
  public static void keepUntilTheEnd() {
    System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
  }

  /// Does not take its handlers away when the process shuts down. Public since the JDK makes it.
  public static final class LastingLogs extends LogManager {
    @Override
    public void reset() {}
  }
}
