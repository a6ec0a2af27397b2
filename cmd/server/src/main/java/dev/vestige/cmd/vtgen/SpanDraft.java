package dev.vestige.cmd.vtgen;

import java.util.ArrayList;
import java.util.List;

/// A span while it is made up; used again for the next one at the same depth. Confined to one
/// thread.
final class SpanDraft {
  static final int STATUS_UNSET = 0;
  static final int STATUS_OK = 1;
  static final int STATUS_ERROR = 2;

  final Facts facts = new Facts();
  final List<Event> events = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  Resource resource = Resource.NONE;
  long traceHigh;
  long traceLow;
  long id;
  long parentId;
  String name = "";
  SpanKind kind = SpanKind.INTERNAL;
  long startNanos;
  long endNanos;
  int status;
  String statusMessage = "";

  /// What OTLP calls kinds, by its numbers.
  enum SpanKind {
    INTERNAL(1),
    SERVER(2),
    CLIENT(3),
    PRODUCER(4),
    CONSUMER(5);

    private final int number;

    SpanKind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /// Something that happened at a moment.
  record Event(long timeNanos, String name, Facts facts) {}

  /// A span elsewhere.
  record Link(long traceHigh, long traceLow, long spanId) {}

  void clear() {
    facts.clear();
    events.clear();
    links.clear();
    parentId = 0;
    status = STATUS_UNSET;
    statusMessage = "";
  }

  boolean hasFailed() {
    return status == STATUS_ERROR;
  }

  void fail(String message) {
    status = STATUS_ERROR;
    statusMessage = message;
  }
}
