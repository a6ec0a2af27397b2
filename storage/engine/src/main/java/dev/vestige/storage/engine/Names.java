package dev.vestige.storage.engine;

/// Endings of the names of directories that are not in use.
final class Names {
  /// Being made or deleted.
  static final String UNFINISHED = ".new";

  /// Being taken into the store; the number of its first part comes behind.
  static final String ATTACHING = ".attaching-";

  private Names() {}
}
