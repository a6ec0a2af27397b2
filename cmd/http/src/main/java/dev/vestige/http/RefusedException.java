package dev.vestige.http;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;

/// An error whose answer carries one header more: who may log in, which methods there are.
final class RefusedException extends VestigeException {
  private static final long serialVersionUID = 1L;

  private final String headerName;
  private final String headerValue;

  RefusedException(ErrorKind kind, String message, String headerName, String headerValue) {
    super(kind, message);
    this.headerName = headerName;
    this.headerValue = headerValue;
  }

  String headerName() {
    return headerName;
  }

  String headerValue() {
    return headerValue;
  }
}
