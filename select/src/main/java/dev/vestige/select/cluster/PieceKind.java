package dev.vestige.select.cluster;

/// What a piece of an answer is. An answer that does not end with `END` or `ERROR` was cut off.
enum PieceKind {
  BLOCK,
  SPANS,
  TENANTS,
  /// The last piece, with what was read.
  END,
  /// The last piece, with why there is no more.
  ERROR
}
