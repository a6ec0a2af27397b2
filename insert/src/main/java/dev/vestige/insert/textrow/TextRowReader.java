package dev.vestige.insert.textrow;

import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.Hashing;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.storage.FieldRef.Kind;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;

/// Makes spans of rows. All values are texts, also those that were numbers once: a guess would be
/// wrong too often. Reusable; confined to one thread.
final class TextRowReader {
  /// What LogsQL shows as `_msg` of every span.
  private static final String MESSAGE_OF_SPANS = "-";

  private final TextRow row = new TextRow();
  private final String messageIfNone;

  // Of the open span, as far as its fields have told.
  private long startNanos;
  private long endNanos;
  private long durationNanos;
  private int statusCode;
  private int statusAt;
  private int droppedAttributes;
  private int droppedEvents;
  private int droppedLinks;

  /// @param messageIfNone `_msg` of rows that come without
  TextRowReader(String messageIfNone) {
    this.messageIfNone = messageIfNone;
  }

  /// Reads the row at a position into the intake, which has begun.
  void read(ByteSource rows, int start, SpanIntake intake) {
    row.read(rows, start, intake.limits().fieldsPerSpanMax());
    readResource(intake);
    int replaced = readReplaced(intake.builder());
    readSpan(replaced, intake);
  }

  private void readResource(SpanIntake intake) {
    intake.beginResource();
    addAttributes(Kind.RESOURCE_ATTRIBUTE, intake);
    intake.endResource();
    intake.beginScope();
    addAttributes(Kind.SCOPE_ATTRIBUTE, intake);
    intake.endScope(
        text(Kind.SCOPE_NAME, intake.builder()), text(Kind.SCOPE_VERSION, intake.builder()));
  }

  private void addAttributes(Kind kind, SpanIntake intake) {
    for (int at = 0; at < row.size(); at++) {
      if (row.field(at).part().kind() == kind) {
        addAttribute(at, intake);
      }
    }
  }

  private void addAttribute(int at, SpanIntake intake) {
    if (row.length(at) > intake.limits().valueBytesMax()) {
      intake.refuse(RefusalReason.TOO_LARGE_VALUE);
      return;
    }
    var key = row.field(at).key();
    intake
        .builder()
        .attributeText(
            key.array(),
            key.offset(),
            key.length(),
            ValueType.STRING,
            row.bytes(),
            row.start(at),
            row.length(at));
  }

  /// The code of the text that a field has last, 0 when it is not there.
  private int text(Kind kind, SpanBatchBuilder builder) {
    for (int at = row.size() - 1; at >= 0; at--) {
      if (row.field(at).part().kind() == kind) {
        return text(at, builder);
      }
    }
    return 0;
  }

  private int text(int at, SpanBatchBuilder builder) {
    return builder.text(row.bytes(), row.start(at), row.length(at));
  }

  /// What the row shows although no part of a span can say it. An id that is none is shown as it
  /// is; one that is missing is made up, since spans have one, and not shown.
  ///
  /// @return the number of the list
  private int readReplaced(SpanBatchBuilder builder) {
    boolean hasTraceId = false;
    boolean hasSpanId = false;
    boolean hasMessage = messageIfNone.equals(MESSAGE_OF_SPANS);
    int count = 0;
    for (int at = 0; at < row.size(); at++) {
      Kind kind = row.field(at).part().kind();
      hasTraceId |= kind == Kind.TRACE_ID;
      hasSpanId |= kind == Kind.SPAN_ID;
      hasMessage |= kind == Kind.MESSAGE;
      if (!row.isPart(at)) {
        builder.override(row.field(at).name(), ValueType.STRING, row.text(at));
        count++;
      }
    }
    if (!hasTraceId) {
      builder.override("trace_id", ValueType.ABSENT, "");
    }
    if (!hasSpanId) {
      builder.override("span_id", ValueType.ABSENT, "");
    }
    if (!hasMessage) {
      builder.override(
          TextField.MESSAGE,
          messageIfNone.isEmpty() ? ValueType.ABSENT : ValueType.STRING,
          messageIfNone);
    }
    boolean isPlain = count == 0 && hasTraceId && hasSpanId && hasMessage;
    return isPlain ? 0 : builder.endOverrides();
  }

  private void readSpan(int replaced, SpanIntake intake) {
    intake.beginSpan();
    intake.builder().overrideList(replaced);
    refuseTooLarge(intake);
    startNanos = 0;
    endNanos = row.timestampNanos();
    durationNanos = 0;
    statusCode = 0;
    statusAt = -1;
    droppedAttributes = 0;
    droppedEvents = 0;
    droppedLinks = 0;
    intake.traceId(Hashing.mix(row.hash()), row.hash() | 1);
    intake.spanId(Hashing.mix(row.hash() + 1) | 1);
    for (int at = 0; at < row.size() && !intake.isRefused(); at++) {
      if (row.isPart(at) && row.field(at).child() < 0) {
        readPart(at, intake);
      }
    }
    if (!intake.isRefused()) {
      readChildren(intake);
    }
    finish(intake);
  }

  private void refuseTooLarge(SpanIntake intake) {
    if (row.announcedFields() > intake.limits().fieldsPerSpanMax()) {
      intake.refuse(RefusalReason.TOO_MANY_FIELDS);
    }
    if (row.rowBytes() > 2L * intake.limits().spanBytesMax()) {
      intake.refuse(RefusalReason.TOO_LARGE_SPAN);
    }
    for (int at = 0; at < row.size(); at++) {
      // Attributes are looked at by the builder, where the rest of their name belongs to them.
      if (row.field(at).name().length() > dev.vestige.storage.Limits.FIELD_NAME_BYTES_MAX) {
        intake.refuse(RefusalReason.TOO_LONG_FIELD_NAME);
      }
    }
  }

  private void readPart(int at, SpanIntake intake) {
    SpanBatchBuilder builder = intake.builder();
    switch (row.field(at).part().kind()) {
      case TRACE_ID -> intake.traceId(row.idHigh(at), row.idLow(at));
      case SPAN_ID -> intake.spanId(row.idLow(at));
      case PARENT_SPAN_ID -> intake.parentId(row.idLow(at));
      case TRACE_STATE -> intake.traceState(row.bytes(), row.start(at), row.length(at));
      case NAME -> intake.name(row.bytes(), row.start(at), row.length(at));
      case FLAGS -> builder.flags((int) row.number(at));
      case KIND -> builder.kind((int) row.number(at));
      case START -> startNanos = row.number(at);
      case END -> endNanos = row.number(at);
      case DURATION -> durationNanos = duration(at);
      case STATUS_CODE -> statusCode = (int) row.number(at);
      case STATUS_MESSAGE -> statusAt = at;
      case DROPPED_ATTRIBUTES -> droppedAttributes = (int) row.number(at);
      case DROPPED_EVENTS -> droppedEvents = (int) row.number(at);
      case DROPPED_LINKS -> droppedLinks = (int) row.number(at);
      case SPAN_ATTRIBUTE -> addAttribute(at, intake);
      default -> {
        // Resource and scope were read before; the rest the store computes.
      }
    }
  }

  /// Means something only for rows that do not say when their span began.
  private long duration(int at) {
    try {
      return Long.parseLong(row.text(at));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private void finish(SpanIntake intake) {
    boolean isLater = durationNanos >= 0 && durationNanos <= endNanos;
    intake.times(startNanos != 0 ? startNanos : endNanos - (isLater ? durationNanos : 0), endNanos);
    if (statusAt >= 0) {
      intake.status(statusCode, row.bytes(), row.start(statusAt), row.length(statusAt));
    } else if (statusCode != 0) {
      intake.status(statusCode, row.bytes(), 0, 0);
    }
    intake.builder().dropped(droppedAttributes, droppedEvents, droppedLinks);
    intake.endSpan();
  }

  private void readChildren(SpanIntake intake) {
    int begin = 0;
    long[] children = row.children();
    while (begin < children.length) {
      int end = begin;
      while (end < children.length && children[end] >> 32 == children[begin] >> 32) {
        end++;
      }
      readEvent(children, begin, end, intake);
      readLink(children, begin, end, intake);
      begin = end;
    }
  }

  private void readEvent(long[] children, int begin, int end, SpanIntake intake) {
    SpanBatchBuilder builder = intake.builder();
    boolean isOpen = false;
    long time = 0;
    int name = 0;
    int dropped = 0;
    for (int i = begin; i < end; i++) {
      int at = (int) children[i];
      if (!row.isPart(at) || !row.field(at).isOfEvent()) {
        continue;
      }
      if (!isOpen) {
        builder.beginEvent(0, 0, 0);
        isOpen = true;
      }
      switch (row.field(at).part().kind()) {
        case EVENT_TIME -> time = row.number(at);
        case EVENT_NAME -> name = text(at, builder);
        case EVENT_DROPPED -> dropped = (int) row.number(at);
        default -> addAttribute(at, intake);
      }
    }
    if (isOpen) {
      builder.eventDetails(time, name, dropped);
      builder.endEvent();
    }
  }

  private void readLink(long[] children, int begin, int end, SpanIntake intake) {
    SpanBatchBuilder builder = intake.builder();
    boolean isOpen = false;
    long high = 0;
    long low = 0;
    long span = 0;
    int traceState = 0;
    int flags = 0;
    int dropped = 0;
    for (int i = begin; i < end; i++) {
      int at = (int) children[i];
      if (!row.isPart(at) || row.field(at).isOfEvent()) {
        continue;
      }
      if (!isOpen) {
        builder.beginLink(0, 0, 0);
        isOpen = true;
      }
      switch (row.field(at).part().kind()) {
        case LINK_TRACE_ID -> {
          high = row.idHigh(at);
          low = row.idLow(at);
        }
        case LINK_SPAN_ID -> span = row.idLow(at);
        case LINK_TRACE_STATE -> traceState = text(at, builder);
        case LINK_FLAGS -> flags = (int) row.number(at);
        case LINK_DROPPED -> dropped = (int) row.number(at);
        default -> addAttribute(at, intake);
      }
    }
    if (isOpen) {
      builder.linkIds(high, low, span);
      builder.linkDetails(traceState, flags, dropped);
      builder.endLink();
    }
  }
}
