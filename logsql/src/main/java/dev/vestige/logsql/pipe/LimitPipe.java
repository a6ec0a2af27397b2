package dev.vestige.logsql.pipe;

/// `limit n`, `head n`: some n rows, none for 0.
public record LimitPipe(long count) implements Pipe {
  public static final long DEFAULT_COUNT = 10;
}
