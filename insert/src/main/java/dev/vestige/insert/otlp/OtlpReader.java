package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ProtoReader;
import dev.vestige.insert.intake.SpanIntake;

/// Reads the bytes of an `ExportTraceServiceRequest` straight into a [SpanIntake], without objects
/// in between. Fields may stand in any order: the resource and scope of a group are looked up
/// before its spans are read. A request that is not well-formed throws, whatever has been read of
/// it; unknown fields are passed over, and a known field of the wrong wire type is an error.
/// Reusable, confined to one thread; keeps nothing of the bytes.
///
/// One thread of the development machine reads and builds ... spans a second of the reference
/// workload (`OtlpReaderBenchmark`).
public final class OtlpReader {
  private final ProtoReader request = new ProtoReader();
  private final ProtoReader group = new ProtoReader();
  private final ProtoReader scopeGroup = new ProtoReader();
  private final ProtoReader part = new ProtoReader();
  private final AttributeReader attributes = new AttributeReader();
  private final SpanReader spans = new SpanReader(attributes);

  // Where reading stands, for messages; -1 where it is not inside.
  private int resourceSpans;
  private int scopeSpans;
  private int span;

  /// Reads a whole request into the intake, which has begun.
  ///
  /// @throws VestigeException INVALID_INPUT that names the place when the bytes are no such message
  public void read(ByteSlice body, SpanIntake intake) {
    attributes.begin(intake);
    resourceSpans = -1;
    scopeSpans = -1;
    span = -1;
    try {
      request.reset(body.array(), body.offset(), body.length());
      while (request.next()) {
        if (request.field() == Otlp.REQUEST_RESOURCE_SPANS) {
          request.bytes();
          resourceSpans++;
          readResourceSpans(intake);
        } else {
          request.skip();
        }
      }
    } catch (VestigeException e) {
      throw new VestigeException(
          e.kind(), "cannot read the OTLP request" + place() + ": " + e.getMessage(), e);
    }
  }

  private String place() {
    if (resourceSpans < 0) {
      return "";
    }
    StringBuilder place =
        new StringBuilder(" in resource_spans[").append(resourceSpans).append(']');
    if (scopeSpans >= 0) {
      place.append(".scope_spans[").append(scopeSpans).append(']');
    }
    if (span >= 0) {
      place.append(".spans[").append(span).append("].").append(spans.place());
    }
    return place.toString();
  }

  private void readResourceSpans(SpanIntake intake) {
    int start = request.valueStart();
    int length = request.valueLength();
    intake.beginResource();
    group.reset(request.array(), start, length);
    while (group.next()) {
      switch (group.field()) {
        case Otlp.RESOURCE_SPANS_RESOURCE -> readResource(intake);
        case Otlp.RESOURCE_SPANS_SCOPE_SPANS, Otlp.RESOURCE_SPANS_SCHEMA_URL -> group.bytes();
        default -> group.skip();
      }
    }
    intake.endResource();
    group.reset(request.array(), start, length);
    while (group.next()) {
      if (group.field() == Otlp.RESOURCE_SPANS_SCOPE_SPANS) {
        group.bytes();
        scopeSpans++;
        readScopeSpans(intake);
      } else {
        group.skip();
      }
    }
    scopeSpans = -1;
  }

  private void readResource(SpanIntake intake) {
    group.bytes();
    part.reset(group.array(), group.valueStart(), group.valueLength());
    while (part.next()) {
      if (part.field() == Otlp.RESOURCE_ATTRIBUTES) {
        attributes.read(part, intake);
      } else {
        part.skip();
      }
    }
  }

  private void readScopeSpans(SpanIntake intake) {
    int start = group.valueStart();
    int length = group.valueLength();
    byte[] bytes = group.array();
    readScope(bytes, start, length, intake);
    scopeGroup.reset(bytes, start, length);
    while (scopeGroup.next()) {
      if (scopeGroup.field() == Otlp.SCOPE_SPANS_SPANS) {
        scopeGroup.bytes();
        span++;
        spans.read(bytes, scopeGroup.valueStart(), scopeGroup.valueLength(), intake);
      } else {
        scopeGroup.skip();
      }
    }
    span = -1;
  }

  /// Looks for the scope among the fields of its group and jumps over the spans.
  private void readScope(byte[] bytes, int start, int length, SpanIntake intake) {
    int name = 0;
    int version = 0;
    intake.beginScope();
    scopeGroup.reset(bytes, start, length);
    while (scopeGroup.next()) {
      if (scopeGroup.field() > Otlp.SCOPE_SPANS_SCHEMA_URL) {
        scopeGroup.skip();
        continue;
      }
      scopeGroup.bytes();
      if (scopeGroup.field() != Otlp.SCOPE_SPANS_SCOPE) {
        continue;
      }
      part.reset(bytes, scopeGroup.valueStart(), scopeGroup.valueLength());
      while (part.next()) {
        switch (part.field()) {
          case Otlp.SCOPE_NAME -> name = text(intake);
          case Otlp.SCOPE_VERSION -> version = text(intake);
          case Otlp.SCOPE_ATTRIBUTES -> attributes.read(part, intake);
          default -> part.skip();
        }
      }
    }
    intake.endScope(name, version);
  }

  private int text(SpanIntake intake) {
    part.bytes();
    return intake.builder().text(part.array(), part.valueStart(), part.valueLength());
  }
}
