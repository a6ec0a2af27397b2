package dev.vestige.select.cluster;

/// What a piece of an answer is. An answer that does not end with `END` or `ERROR` was cut off.
enum PieceKind {
  BLOCK(0),
  SPANS(1),
  TENANTS(2),
  /// The last piece, with what was read.
  END(3),
  /// The last piece, with why there is no more.
  ERROR(4);

  private final int code;

  PieceKind(int code) {
    this.code = code;
  }

  /// The kind on the wire.
  int code() {
    return code;
  }
}
