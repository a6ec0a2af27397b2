package dev.vestige.logsql.pipe;

/// `stream_context before b after a time_window w`: the rows of the same stream around each picked
/// row. Always the first pipe.
///
/// @param before how many rows in front of each
/// @param after how many rows behind each
/// @param windowNanos how far to look to each side
public record StreamContextPipe(long before, long after, long windowNanos) implements Pipe {
  public static final long DEFAULT_WINDOW_NANOS = 3600L * 1_000_000_000;
}
