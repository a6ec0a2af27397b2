package dev.vestige.storage;

/// The status of a span, as OTLP numbers it.
public final class StatusCode {
  public static final int ERROR = 2;

  private StatusCode() {}
}
