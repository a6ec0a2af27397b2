package dev.vestige.logsql.pipe;

/// What a pipe does with a computed value when the row has a value already.
public enum WriteMode {
  /// The computed value wins, even an empty one.
  OVERWRITE,
  /// `keep_original_fields`: a non-empty original value stays.
  KEEP_ORIGINAL_FIELDS,
  /// `skip_empty_results`: an empty computed value is not written.
  SKIP_EMPTY_RESULTS
}
