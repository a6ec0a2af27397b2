package dev.vestige.insert.otlp;

import dev.vestige.base.encoding.ProtoReader;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.storage.SpanBatchBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads one `Span` message with its events, links and status. Reusable, confined to one thread.
final class SpanReader {
  private static final VarHandle BIG_ENDIAN_LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final AttributeReader attributes;
  private final ProtoReader fields = new ProtoReader();
  private final ProtoReader inner = new ProtoReader();

  // Of the open span; a status may come in several pieces.
  private long start;
  private long end;
  private int droppedAttributes;
  private int droppedEvents;
  private int droppedLinks;
  private int statusCode;
  private int statusStart;
  private int statusLength;

  // The id that was read last.
  private long idHigh;
  private long idLow;

  SpanReader(AttributeReader attributes) {
    this.attributes = attributes;
  }

  /// The field that is being read, for messages.
  String place() {
    return Otlp.spanField(fields.field());
  }

  void read(byte[] bytes, int offset, int length, SpanIntake intake) {
    intake.beginSpan();
    start = 0;
    end = 0;
    droppedAttributes = 0;
    droppedEvents = 0;
    droppedLinks = 0;
    statusCode = 0;
    statusLength = 0;
    fields.reset(bytes, offset, length);
    while (fields.next()) {
      if (intake.isRefused()) {
        fields.skip();
      } else {
        readField(intake);
      }
    }
    finish(bytes, intake);
  }

  private void readField(SpanIntake intake) {
    switch (fields.field()) {
      case Otlp.SPAN_ATTRIBUTES -> {
        attributes.read(fields, intake);
        intake.checkFields();
      }
      case Otlp.SPAN_EVENTS -> readEvent(intake);
      case Otlp.SPAN_LINKS -> readLink(intake);
      case Otlp.SPAN_STATUS -> readStatus();
      case Otlp.SPAN_TRACE_ID -> {
        if (readTraceId(fields, intake)) {
          intake.traceId(idHigh, idLow);
        }
      }
      case Otlp.SPAN_SPAN_ID -> {
        if (readSpanId(fields, intake)) {
          intake.spanId(idLow);
        }
      }
      case Otlp.SPAN_PARENT_SPAN_ID -> {
        if (readSpanId(fields, intake)) {
          intake.parentId(idLow);
        }
      }
      case Otlp.SPAN_NAME -> {
        fields.bytes();
        intake.name(fields.array(), fields.valueStart(), fields.valueLength());
      }
      case Otlp.SPAN_TRACE_STATE -> {
        fields.bytes();
        intake.traceState(fields.array(), fields.valueStart(), fields.valueLength());
      }
      case Otlp.SPAN_KIND -> intake.builder().kind((int) fields.number());
      case Otlp.SPAN_START -> start = fields.fixed64();
      case Otlp.SPAN_END -> end = fields.fixed64();
      case Otlp.SPAN_DROPPED_ATTRIBUTES -> droppedAttributes = (int) fields.number();
      case Otlp.SPAN_DROPPED_EVENTS -> droppedEvents = (int) fields.number();
      case Otlp.SPAN_DROPPED_LINKS -> droppedLinks = (int) fields.number();
      case Otlp.SPAN_FLAGS -> intake.builder().flags(fields.fixed32());
      default -> fields.skip();
    }
  }

  private void finish(byte[] bytes, SpanIntake intake) {
    intake.times(start, end);
    if ((statusCode | statusLength) != 0) {
      intake.status(statusCode, bytes, statusStart, statusLength);
    }
    if ((droppedAttributes | droppedEvents | droppedLinks) != 0) {
      intake.builder().dropped(droppedAttributes, droppedEvents, droppedLinks);
    }
    intake.endSpan();
  }

  /// Takes an id of sixteen bytes; an empty one is zero, one of another length refuses the span.
  private boolean readTraceId(ProtoReader from, SpanIntake intake) {
    from.bytes();
    idHigh = 0;
    idLow = 0;
    if (from.valueLength() == TRACE_ID_BYTES) {
      idHigh = (long) BIG_ENDIAN_LONGS.get(from.array(), from.valueStart());
      idLow = (long) BIG_ENDIAN_LONGS.get(from.array(), from.valueStart() + 8);
      return true;
    }
    return isEmpty(from, intake);
  }

  private boolean readSpanId(ProtoReader from, SpanIntake intake) {
    from.bytes();
    idLow = 0;
    if (from.valueLength() == SPAN_ID_BYTES) {
      idLow = (long) BIG_ENDIAN_LONGS.get(from.array(), from.valueStart());
      return true;
    }
    return isEmpty(from, intake);
  }

  private static boolean isEmpty(ProtoReader from, SpanIntake intake) {
    if (from.valueLength() == 0) {
      return true;
    }
    intake.refuse(RefusalReason.INVALID_ID);
    return false;
  }

  private void readStatus() {
    fields.bytes();
    inner.reset(fields.array(), fields.valueStart(), fields.valueLength());
    while (inner.next()) {
      switch (inner.field()) {
        case Otlp.STATUS_MESSAGE -> {
          inner.bytes();
          statusStart = inner.valueStart();
          statusLength = inner.valueLength();
        }
        case Otlp.STATUS_CODE -> statusCode = (int) inner.number();
        default -> inner.skip();
      }
    }
  }

  private void readEvent(SpanIntake intake) {
    fields.bytes();
    SpanBatchBuilder builder = intake.builder();
    long time = 0;
    int name = 0;
    int dropped = 0;
    builder.beginEvent(0, 0, 0);
    inner.reset(fields.array(), fields.valueStart(), fields.valueLength());
    while (inner.next()) {
      switch (inner.field()) {
        case Otlp.EVENT_TIME -> time = inner.fixed64();
        case Otlp.EVENT_NAME -> name = text(builder);
        case Otlp.EVENT_ATTRIBUTES -> attributes.read(inner, intake);
        case Otlp.EVENT_DROPPED_ATTRIBUTES -> dropped = (int) inner.number();
        default -> inner.skip();
      }
    }
    builder.eventDetails(time, name, dropped);
    builder.endEvent();
    intake.checkFields();
  }

  private void readLink(SpanIntake intake) {
    fields.bytes();
    SpanBatchBuilder builder = intake.builder();
    long high = 0;
    long low = 0;
    long span = 0;
    int traceState = 0;
    int dropped = 0;
    int flags = 0;
    builder.beginLink(0, 0, 0);
    inner.reset(fields.array(), fields.valueStart(), fields.valueLength());
    while (inner.next()) {
      switch (inner.field()) {
        case Otlp.LINK_TRACE_ID -> {
          if (readTraceId(inner, intake)) {
            high = idHigh;
            low = idLow;
          }
        }
        case Otlp.LINK_SPAN_ID -> {
          if (readSpanId(inner, intake)) {
            span = idLow;
          }
        }
        case Otlp.LINK_TRACE_STATE -> traceState = text(builder);
        case Otlp.LINK_ATTRIBUTES -> attributes.read(inner, intake);
        case Otlp.LINK_DROPPED_ATTRIBUTES -> dropped = (int) inner.number();
        case Otlp.LINK_FLAGS -> flags = inner.fixed32();
        default -> inner.skip();
      }
    }
    builder.linkIds(high, low, span);
    builder.linkDetails(traceState, flags, dropped);
    builder.endLink();
    intake.checkFields();
  }

  private int text(SpanBatchBuilder builder) {
    inner.bytes();
    return builder.text(inner.array(), inner.valueStart(), inner.valueLength());
  }
}
