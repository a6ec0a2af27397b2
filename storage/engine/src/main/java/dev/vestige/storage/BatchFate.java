package dev.vestige.storage;

/// What became of a batch that was sent under an id.
public enum BatchFate {
  /// It is here durably, or was found to be on another node; nobody else need keep it.
  STORED,
  /// It is here as a provisional copy whose own doubts are not settled.
  PROVISIONAL,
  /// It is not here and never will be.
  REFUSED
}
