package dev.vestige.cmd.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Where all messages end: counts them and writes their lines, each with one write. Thread-safe.
final class LineHandler extends Handler {
  private final LogLine line;
  private final LogCounts counts;
  private final OutputStream out;
  private final RateLimit errors;
  private final RateLimit warnings;

  /// Puts arguments into messages of java.util.logging; those of slf4j have them already.
  private final SimpleFormatter messages = new SimpleFormatter();

  LineHandler(LogOptions options, LogCounts counts, OutputStream out) {
    this.line = new LogLine(options);
    this.counts = counts;
    this.out = out;
    this.errors = new RateLimit(options.errorsPerSecond());
    this.warnings = new RateLimit(options.warnsPerSecond());
  }

  @Override
  public void publish(LogRecord message) {
    LogLevel level = LogLevel.of(message.getLevel());
    String location = CallSite.find();
    counts.add(level, location);
    String text = messages.formatMessage(message);
    long second = message.getInstant().getEpochSecond();
    String limited =
        switch (level) {
          case WARN -> warnings.limit(text, location, second);
          case ERROR -> errors.limit(text, location, second);
          case INFO, FATAL, PANIC -> text;
        };
    if (limited != null) {
      write(
          line.render(message.getInstant(), level, location, limited, message.getThrown())
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private synchronized void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      reportError("cannot write to the log", e, ErrorManager.WRITE_FAILURE);
    }
  }

  /// There is nothing to flush: each line has been written whole.
  @Override
  public void flush() {}

  /// The stream is not ours to close.
  @Override
  public void close() {}
}
