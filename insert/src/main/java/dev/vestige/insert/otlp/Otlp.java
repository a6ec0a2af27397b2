package dev.vestige.insert.otlp;

/// The field numbers of the OTLP messages, by message.
public final class Otlp {
  public static final int REQUEST_RESOURCE_SPANS = 1;

  public static final int RESOURCE_SPANS_RESOURCE = 1;
  public static final int RESOURCE_SPANS_SCOPE_SPANS = 2;
  public static final int RESOURCE_SPANS_SCHEMA_URL = 3;

  public static final int RESOURCE_ATTRIBUTES = 1;

  public static final int SCOPE_SPANS_SCOPE = 1;
  public static final int SCOPE_SPANS_SPANS = 2;
  public static final int SCOPE_SPANS_SCHEMA_URL = 3;

  public static final int SCOPE_NAME = 1;
  public static final int SCOPE_VERSION = 2;
  public static final int SCOPE_ATTRIBUTES = 3;

  public static final int SPAN_TRACE_ID = 1;
  public static final int SPAN_SPAN_ID = 2;
  public static final int SPAN_TRACE_STATE = 3;
  public static final int SPAN_PARENT_SPAN_ID = 4;
  public static final int SPAN_NAME = 5;
  public static final int SPAN_KIND = 6;
  public static final int SPAN_START = 7;
  public static final int SPAN_END = 8;
  public static final int SPAN_ATTRIBUTES = 9;
  public static final int SPAN_DROPPED_ATTRIBUTES = 10;
  public static final int SPAN_EVENTS = 11;
  public static final int SPAN_DROPPED_EVENTS = 12;
  public static final int SPAN_LINKS = 13;
  public static final int SPAN_DROPPED_LINKS = 14;
  public static final int SPAN_STATUS = 15;
  public static final int SPAN_FLAGS = 16;

  public static final int EVENT_TIME = 1;
  public static final int EVENT_NAME = 2;
  public static final int EVENT_ATTRIBUTES = 3;
  public static final int EVENT_DROPPED_ATTRIBUTES = 4;

  public static final int LINK_TRACE_ID = 1;
  public static final int LINK_SPAN_ID = 2;
  public static final int LINK_TRACE_STATE = 3;
  public static final int LINK_ATTRIBUTES = 4;
  public static final int LINK_DROPPED_ATTRIBUTES = 5;
  public static final int LINK_FLAGS = 6;

  public static final int STATUS_MESSAGE = 2;
  public static final int STATUS_CODE = 3;

  public static final int PAIR_KEY = 1;
  public static final int PAIR_VALUE = 2;

  public static final int ANY_STRING = 1;
  public static final int ANY_BOOL = 2;
  public static final int ANY_INT = 3;
  public static final int ANY_DOUBLE = 4;
  public static final int ANY_ARRAY = 5;
  public static final int ANY_KVLIST = 6;
  public static final int ANY_BYTES = 7;

  /// Of `ArrayValue` and `KeyValueList` alike.
  public static final int LIST_VALUES = 1;

  private static final String[] SPAN_FIELDS = {
    "",
    "trace_id",
    "span_id",
    "trace_state",
    "parent_span_id",
    "name",
    "kind",
    "start_time_unix_nano",
    "end_time_unix_nano",
    "attributes",
    "dropped_attributes_count",
    "events",
    "dropped_events_count",
    "links",
    "dropped_links_count",
    "status",
    "flags"
  };

  private Otlp() {}

  /// The name of a field of `Span`, for messages.
  static String spanField(int number) {
    return number > 0 && number < SPAN_FIELDS.length ? SPAN_FIELDS[number] : "field " + number;
  }
}
