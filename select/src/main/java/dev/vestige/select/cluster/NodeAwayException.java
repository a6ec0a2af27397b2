package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import org.jspecify.annotations.Nullable;

/// A node cannot answer now: it is gone, breaks off, or lets nobody in. Nothing is wrong with the
/// question.
final class NodeAwayException extends VestigeException {
  private static final long serialVersionUID = 1L;

  NodeAwayException(String message) {
    this(message, null);
  }

  NodeAwayException(String message, @Nullable Throwable cause) {
    super(ErrorKind.BAD_GATEWAY, message, cause);
  }
}
