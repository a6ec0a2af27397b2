package dev.vestige.cmd.flags;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;

/// The command line cannot be used as it is. The message is one line that says what to change.
public final class UsageException extends VestigeException {
  private static final long serialVersionUID = 1L;

  /// What the process returns for a wrong command line.
  public static final int EXIT_CODE = 2;

  /// What the process returns for words left over behind the flags, which is what scripts written
  /// for VictoriaTraces see there.
  public static final int EXIT_CODE_LEFT_OVER = 1;

  private final int exitCode;

  private UsageException(int exitCode, String message) {
    super(ErrorKind.INVALID_INPUT, message);
    this.exitCode = exitCode;
  }

  public UsageException(String message) {
    this(EXIT_CODE, message);
  }

  static UsageException leftOver(String words) {
    return new UsageException(
        EXIT_CODE_LEFT_OVER,
        "unprocessed command-line args left: ["
            + words
            + "]; a flag and its value are written -flag=value, a boolean one -flag or"
            + " -flag=false");
  }

  public int exitCode() {
    return exitCode;
  }
}
