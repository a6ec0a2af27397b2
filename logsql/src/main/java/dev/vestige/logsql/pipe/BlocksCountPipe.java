package dev.vestige.logsql.pipe;

/// `blocks_count as name`: one row with the number of blocks that reached the pipe.
public record BlocksCountPipe(String resultField) implements Pipe {
  public static final String DEFAULT_RESULT = "blocks_count";
}
