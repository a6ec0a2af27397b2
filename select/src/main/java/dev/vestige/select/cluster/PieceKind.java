package dev.vestige.select.cluster;

import java.util.Optional;

/// What a piece of an answer is. An answer that does not end with `END` or `ERROR` was cut off.
enum PieceKind {
  BLOCK(0),
  SPANS(1),
  TENANTS(2),
  /// The last piece, with what was read.
  END(3),
  /// The last piece, with why there is no more.
  ERROR(4),
  /// Nothing, said by a node that has been busy for a while.
  PULSE(5),
  /// Counts and durations of operations or calls.
  SERIES(6),
  /// Calls whose caller the node does not know.
  OPEN_CALLS(7),
  /// Services of spans that were asked for.
  CALLERS(8),
  /// What a [dev.vestige.logsql.exec.GatheredSink] saved.
  STATE(9),
  /// Deletions.
  TASKS(10),
  /// What the node knows of where spans were placed.
  PLACEMENTS(11),
  /// Pinned traces.
  PINS(12);

  private final int code;

  PieceKind(int code) {
    this.code = code;
  }

  /// The kind on the wire.
  int code() {
    return code;
  }

  static Optional<PieceKind> of(int code) {
    for (PieceKind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
