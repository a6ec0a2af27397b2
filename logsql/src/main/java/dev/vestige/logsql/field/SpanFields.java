package dev.vestige.logsql.field;

/// The fields that tell what a span is in its trace.
public final class SpanFields {
  public static final String TRACE_ID = "trace_id";
  public static final String SPAN_ID = "span_id";
  public static final String PARENT_SPAN_ID = "parent_span_id";
  public static final String START = "start_time_unix_nano";
  public static final String END = "end_time_unix_nano";
  public static final String DURATION = "duration";
  public static final String NAME = "name";
  public static final String STATUS_CODE = "status_code";
  public static final String SERVICE = "resource_attr:service.name";

  /// What [#STATUS_CODE] is for a span that failed.
  public static final String STATUS_ERROR = "2";

  private SpanFields() {}
}
