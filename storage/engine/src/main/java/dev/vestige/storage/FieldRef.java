package dev.vestige.storage;

/// A LogsQL field name taken apart.
///
/// @param kind what part of a span the field shows
/// @param key the attribute's key, empty for fields that are no attributes; the whole name for
///   `OTHER`
/// @param index the number of the event or link, -1 for fields of the span itself
public record FieldRef(Kind kind, String key, int index) {
  /// What part of a span a field shows.
  public enum Kind {
    TIME,
    MESSAGE,
    STREAM,
    STREAM_ID,
    TRACE_ID,
    SPAN_ID,
    PARENT_SPAN_ID,
    TRACE_STATE,
    FLAGS,
    NAME,
    KIND,
    START,
    END,
    DURATION,
    DROPPED_ATTRIBUTES,
    DROPPED_EVENTS,
    DROPPED_LINKS,
    STATUS_CODE,
    STATUS_MESSAGE,
    SCOPE_NAME,
    SCOPE_VERSION,
    RESOURCE_ATTRIBUTE,
    SCOPE_ATTRIBUTE,
    SPAN_ATTRIBUTE,
    EVENT_TIME,
    EVENT_NAME,
    EVENT_DROPPED,
    EVENT_ATTRIBUTE,
    LINK_TRACE_ID,
    LINK_SPAN_ID,
    LINK_TRACE_STATE,
    LINK_FLAGS,
    LINK_DROPPED,
    LINK_ATTRIBUTE,
    /// A field that no span has by itself; only overrides can give it.
    OTHER
  }

  private static final int INDEX_DIGITS_MAX = 9;

  public static FieldRef parse(String field) {
    Kind fixed = fixed(field);
    if (fixed != Kind.OTHER) {
      return new FieldRef(fixed, "", -1);
    }
    if (field.startsWith("span_attr:")) {
      return new FieldRef(Kind.SPAN_ATTRIBUTE, field.substring(10), -1);
    }
    if (field.startsWith("resource_attr:")) {
      return new FieldRef(Kind.RESOURCE_ATTRIBUTE, field.substring(14), -1);
    }
    if (field.startsWith("scope_attr:")) {
      return new FieldRef(Kind.SCOPE_ATTRIBUTE, field.substring(11), -1);
    }
    if (field.startsWith("event:") || field.startsWith("link:")) {
      return indexed(field);
    }
    return new FieldRef(Kind.OTHER, field, -1);
  }

  private static Kind fixed(String field) {
    return switch (field) {
      case "_time" -> Kind.TIME;
      case "_msg", "" -> Kind.MESSAGE;
      case "_stream" -> Kind.STREAM;
      case "_stream_id" -> Kind.STREAM_ID;
      case "trace_id" -> Kind.TRACE_ID;
      case "span_id" -> Kind.SPAN_ID;
      case "parent_span_id" -> Kind.PARENT_SPAN_ID;
      case "trace_state" -> Kind.TRACE_STATE;
      case "flags" -> Kind.FLAGS;
      case "name" -> Kind.NAME;
      case "kind" -> Kind.KIND;
      case "start_time_unix_nano" -> Kind.START;
      case "end_time_unix_nano" -> Kind.END;
      case "duration" -> Kind.DURATION;
      case "dropped_attributes_count" -> Kind.DROPPED_ATTRIBUTES;
      case "dropped_events_count" -> Kind.DROPPED_EVENTS;
      case "dropped_links_count" -> Kind.DROPPED_LINKS;
      case "status_code" -> Kind.STATUS_CODE;
      case "status_message" -> Kind.STATUS_MESSAGE;
      case "scope_name" -> Kind.SCOPE_NAME;
      case "scope_version" -> Kind.SCOPE_VERSION;
      default -> Kind.OTHER;
    };
  }

  private static FieldRef indexed(String field) {
    int colon = field.lastIndexOf(':');
    int index = index(field, colon + 1);
    if (index < 0) {
      return new FieldRef(Kind.OTHER, field, -1);
    }
    String stem = field.substring(0, colon);
    if (stem.startsWith("event:event_attr:")) {
      return new FieldRef(Kind.EVENT_ATTRIBUTE, stem.substring(17), index);
    }
    if (stem.startsWith("link:link_attr:")) {
      return new FieldRef(Kind.LINK_ATTRIBUTE, stem.substring(15), index);
    }
    Kind kind =
        switch (stem) {
          case "event:event_time_unix_nano" -> Kind.EVENT_TIME;
          case "event:event_name" -> Kind.EVENT_NAME;
          case "event:event_dropped_attributes_count" -> Kind.EVENT_DROPPED;
          case "link:link_trace_id" -> Kind.LINK_TRACE_ID;
          case "link:link_span_id" -> Kind.LINK_SPAN_ID;
          case "link:link_trace_state" -> Kind.LINK_TRACE_STATE;
          case "link:link_flags" -> Kind.LINK_FLAGS;
          case "link:link_dropped_attributes_count" -> Kind.LINK_DROPPED;
          default -> Kind.OTHER;
        };
    return kind == Kind.OTHER ? new FieldRef(kind, field, -1) : new FieldRef(kind, "", index);
  }

  /// The number written at the end of a name as it would be printed; -1 when it is none.
  private static int index(String field, int start) {
    int digits = field.length() - start;
    if (digits == 0 || digits > INDEX_DIGITS_MAX || (digits > 1 && field.charAt(start) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
