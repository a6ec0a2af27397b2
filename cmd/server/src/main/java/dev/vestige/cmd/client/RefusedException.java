package dev.vestige.cmd.client;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.net.URI;

/// A node that answered with an error.
public final class RefusedException extends VestigeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String text;

  RefusedException(int status, String text, URI uri) {
    super(ErrorKind.BAD_GATEWAY, uri + " answered with status " + status + ": " + text);
    this.status = status;
    this.text = text;
  }

  public int status() {
    return status;
  }

  /// What the node said, in its own lines.
  public String text() {
    return text;
  }

  /// Whether the same request may go well later.
  public boolean isPassing() {
    return status == 429 || status >= 500;
  }
}
