package dev.vestige.base;

import org.jspecify.annotations.Nullable;

/// The error of this project: a message that says what was being done, what was expected and what
/// was found, and a kind that decides what the client is told.
public class VestigeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;

  public VestigeException(ErrorKind kind, String message) {
    this(kind, message, null);
  }

  public VestigeException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public ErrorKind kind() {
    return kind;
  }

  /// The message that all constructors of this class require.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public static VestigeException invalidInput(String message) {
    return new VestigeException(ErrorKind.INVALID_INPUT, message);
  }

  public static VestigeException corrupt(String message) {
    return new VestigeException(ErrorKind.CORRUPT, message);
  }
}
