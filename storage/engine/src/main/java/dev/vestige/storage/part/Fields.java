package dev.vestige.storage.part;

/// The names of the columns that are no attributes.
final class Fields {
  static final String START = "start";
  static final String DURATION = "duration";
  static final String SPAN_ID = "span_id";
  static final String PARENT = "parent";
  static final String PARENT_ID = "parent_id";
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String STATUS_CODE = "status_code";
  static final String STATUS_MESSAGE = "status_message";
  static final String TRACE_STATE = "trace_state";
  static final String FLAGS = "flags";
  static final String DROPPED_ATTRIBUTES = "dropped_attributes";
  static final String DROPPED_EVENTS = "dropped_events";
  static final String DROPPED_LINKS = "dropped_links";
  static final String RESOURCE = "resource";
  static final String SCOPE = "scope";
  static final String OVERRIDE = "override";

  /// How many events or links a span has.
  static final String COUNT_EVENTS = "events";

  static final String COUNT_LINKS = "links";

  static final String TIME = "time";
  static final String DROPPED = "dropped";
  static final String TRACE_HIGH = "trace_high";
  static final String TRACE_LOW = "trace_low";

  private Fields() {}

  /// The column that counts the children of spans.
  static String countOf(ColumnId.Domain children) {
    return children == ColumnId.Domain.EVENTS ? COUNT_EVENTS : COUNT_LINKS;
  }
}
