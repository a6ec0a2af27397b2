package dev.vestige.http.client;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import org.jspecify.annotations.Nullable;

/// A request to another node got no answer, or not all of it.
public final class NoAnswerException extends VestigeException {
  private static final long serialVersionUID = 1L;

  private final Reach reach;

  /// Whether the other side may have acted on the request.
  public enum Reach {
    /// Surely not: nothing was sent.
    NOT_SENT,
    /// Perhaps: some of it or all was sent.
    IN_DOUBT
  }

  NoAnswerException(ErrorKind kind, Reach reach, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
    this.reach = reach;
  }

  public Reach reach() {
    return reach;
  }
}
