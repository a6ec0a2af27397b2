package dev.vestige.insert.intake;

/// Why a span was not stored. The label is the value of `reason` in `vt_rows_dropped_total` and the
/// word that clients are told.
public enum RefusalReason {
  INVALID_ID("invalid_id", "an id is missing, all zero or of the wrong length"),
  TOO_MANY_FIELDS("too_many_fields", "more fields than -insert.maxFieldsPerLine allows"),
  TOO_LONG_FIELD_NAME("too_long_field_name", "a field name, prefix included, above 128 bytes"),
  TOO_LARGE_VALUE("too_large_value", "an attribute value above the limit"),
  TOO_LARGE_SPAN("too_large_span", "more bytes in its fields than a span may have"),
  TOO_DEEP("too_deep", "an attribute value nested too deep"),
  TOO_SMALL_TIMESTAMP("too_small_timestamp", "ends before the retention begins"),
  TOO_BIG_TIMESTAMP("too_big_timestamp", "ends further in the future than -futureRetention allows"),
  TENANT_RATE("tenant_rate_limit", "the tenant sends more spans per second than it may"),
  TENANT_STREAMS("tenant_stream_limit", "the tenant has more active streams than it may"),
  INDEX_ROW("index_row", "a row of an index that the sender made for itself"),
  BROKEN_STREAM("broken_stream", "labels of a stream that cannot be read"),
  /// Asked for by the client: logged instead of stored.
  DEBUG("debug", "logged and not stored, as the debug argument asked");

  private final String label;
  private final String explanation;

  RefusalReason(String label, String explanation) {
    this.label = label;
    this.explanation = explanation;
  }

  public String label() {
    return label;
  }

  public String explanation() {
    return explanation;
  }
}
