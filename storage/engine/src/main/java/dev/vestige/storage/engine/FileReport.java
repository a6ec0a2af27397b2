package dev.vestige.storage.engine;

/// What was found out about one file of a store.
///
/// @param file its path below the store
/// @param state whether it is as it should be
/// @param text what it holds, or what is wrong with it
public record FileReport(String file, long sizeBytes, State state, String text) {
  /// Whether a file is as it should be.
  public enum State {
    GOOD,
    /// It is not used, and the store deletes it when it is opened.
    LEFT_OVER,
    DAMAGED
  }
}
