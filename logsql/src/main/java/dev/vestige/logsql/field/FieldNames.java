package dev.vestige.logsql.field;

/// The fields that mean something to the language itself.
public final class FieldNames {
  /// The field a filter looks at when the query names none.
  public static final String MESSAGE = "_msg";

  /// The end of the span, RFC 3339 with up to nine fraction digits.
  public static final String TIME = "_time";

  /// The labels of the stream as text.
  public static final String STREAM = "_stream";

  /// The identity of the stream, 48 hexadecimal digits.
  public static final String STREAM_ID = "_stream_id";

  private FieldNames() {}
}
