package dev.vestige.cmd.vtgen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes `ExportTraceServiceRequest` in OTLP/JSON.
final class JsonEncoder implements SpanEncoder {
  private static final JsonFactory JSON = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();

  private final Map<Resource, Section> sections = new LinkedHashMap<>();
  private int spans;

  /// Bytes under way: what is written to the generator ends in them.
  private record Section(ByteArrayOutputStream bytes, JsonGenerator json) {
    static Section begin() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        return new Section(bytes, JSON.createGenerator(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    byte[] end() throws IOException {
      json.close();
      return bytes.toByteArray();
    }
  }

  @Override
  public void add(SpanDraft span) {
    spans++;
    try {
      Section section = sections.get(span.resource);
      if (section == null) {
        section = Section.begin();
        section.json().writeStartArray();
        sections.put(span.resource, section);
      }
      write(section.json(), span);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, SpanDraft span) throws IOException {
    json.writeStartObject();
    json.writeStringField(
        "traceId", HEX.toHexDigits(span.traceHigh) + HEX.toHexDigits(span.traceLow));
    json.writeStringField("spanId", HEX.toHexDigits(span.id));
    if (span.parentId != 0) {
      json.writeStringField("parentSpanId", HEX.toHexDigits(span.parentId));
    }
    json.writeStringField("name", span.name);
    json.writeNumberField("kind", span.kind.number());
    json.writeStringField("startTimeUnixNano", Long.toUnsignedString(span.startNanos));
    json.writeStringField("endTimeUnixNano", Long.toUnsignedString(span.endNanos));
    write(json, span.facts);
    writeEvents(json, span);
    writeLinks(json, span);
    json.writeNumberField("flags", FLAGS);
    if (span.status != SpanDraft.STATUS_UNSET) {
      json.writeObjectFieldStart("status");
      json.writeNumberField("code", span.status);
      json.writeStringField("message", span.statusMessage);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeEvents(JsonGenerator json, SpanDraft span) throws IOException {
    json.writeArrayFieldStart("events");
    for (SpanDraft.Event event : span.events) {
      json.writeStartObject();
      json.writeStringField("timeUnixNano", Long.toUnsignedString(event.timeNanos()));
      json.writeStringField("name", event.name());
      write(json, event.facts());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLinks(JsonGenerator json, SpanDraft span) throws IOException {
    json.writeArrayFieldStart("links");
    for (SpanDraft.Link link : span.links) {
      json.writeStartObject();
      json.writeStringField(
          "traceId", HEX.toHexDigits(link.traceHigh()) + HEX.toHexDigits(link.traceLow()));
      json.writeStringField("spanId", HEX.toHexDigits(link.spanId()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Facts facts) throws IOException {
    json.writeArrayFieldStart("attributes");
    facts.read(new Writer(json));
    json.writeEndArray();
  }

  @Override
  public int spans() {
    return spans;
  }

  @Override
  public ByteSlice finish() {
    try {
      Section request = Section.begin();
      JsonGenerator json = request.json();
      json.writeStartObject();
      json.writeArrayFieldStart("resourceSpans");
      for (Map.Entry<Resource, Section> section : sections.entrySet()) {
        write(json, section.getKey(), section.getValue());
      }
      json.writeEndArray();
      json.writeEndObject();
      sections.clear();
      spans = 0;
      return ByteSlice.of(request.end());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, Resource resource, Section spans)
      throws IOException {
    spans.json().writeEndArray();
    json.writeStartObject();
    json.writeObjectFieldStart("resource");
    write(json, resource.facts());
    json.writeEndObject();
    json.writeArrayFieldStart("scopeSpans");
    json.writeStartObject();
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", SCOPE);
    json.writeEndObject();
    json.writeFieldName("spans");
    json.writeRawValue(new String(spans.end(), StandardCharsets.UTF_8));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private record Writer(JsonGenerator json) implements Facts.Reader {
    @Override
    public void text(String key, String value) {
      write(key, () -> json.writeStringField("stringValue", value));
    }

    @Override
    public void whole(String key, long value) {
      write(key, () -> json.writeStringField("intValue", Long.toString(value)));
    }

    @Override
    public void real(String key, double value) {
      write(key, () -> json.writeNumberField("doubleValue", value));
    }

    @Override
    public void yesNo(String key, boolean value) {
      write(key, () -> json.writeBooleanField("boolValue", value));
    }

    private interface Value {
      void write() throws IOException;
    }

    private void write(String key, Value value) {
      try {
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeObjectFieldStart("value");
        value.write();
        json.writeEndObject();
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
