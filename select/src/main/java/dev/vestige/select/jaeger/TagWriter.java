package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueTable;
import dev.vestige.storage.ValueType;
import java.io.IOException;

/// Writes tags of Jaeger: key, type and value. Confined to one thread.
final class TagWriter {
  private final JsonGenerator json;
  private final ByteSink text = new ByteSink();

  TagWriter(JsonGenerator json) {
    this.json = json;
  }

  void string(String key, String value) throws IOException {
    begin(key);
    json.writeStringField("type", "string");
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  void yes(String key) throws IOException {
    begin(key);
    json.writeStringField("type", "bool");
    json.writeBooleanField("value", true);
    json.writeEndObject();
  }

  /// A text of the batch; nothing when the span has none.
  void textOf(String key, SpanBatch batch, int code) throws IOException {
    ValueTable values = batch.values();
    if (values.type(code) == ValueType.ABSENT || values.start(code) == values.end(code)) {
      return;
    }
    begin(key);
    typed(values, code);
    json.writeEndObject();
  }

  private void begin(String key) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", key);
  }

  /// The attribute at a cursor. Lists of keys are left out: their members stand beside them.
  void attribute(SpanBatch batch, AttributeCursor cursor) throws IOException {
    ValueTable values = batch.values();
    int code = cursor.value();
    if (values.type(code) == ValueType.KVLIST || values.type(code) == ValueType.ABSENT) {
      return;
    }
    json.writeStartObject();
    json.writeFieldName("key");
    json.writeUTF8String(batch.keys().bytes(), cursor.keyStart(), cursor.keyLength());
    typed(values, code);
    json.writeEndObject();
  }

  /// As [#attribute], with a prefix to the key.
  void prefixed(String prefix, SpanBatch batch, AttributeCursor cursor) throws IOException {
    ValueTable values = batch.values();
    int code = cursor.value();
    if (values.type(code) == ValueType.KVLIST || values.type(code) == ValueType.ABSENT) {
      return;
    }
    String key =
        new ByteSlice(batch.keys().bytes(), cursor.keyStart(), cursor.keyLength()).toString();
    begin(prefix + key);
    typed(values, code);
    json.writeEndObject();
  }

  private void typed(ValueTable values, int code) throws IOException {
    switch (values.type(code)) {
      case ABSENT, NULL -> value("string", "");
      case STRING -> {
        json.writeStringField("type", "string");
        json.writeFieldName("value");
        json.writeUTF8String(
            values.bytes(), values.start(code), values.end(code) - values.start(code));
      }
      case BOOL -> {
        json.writeStringField("type", "bool");
        json.writeBooleanField("value", values.bytes()[values.start(code)] != 0);
      }
      case INT -> {
        json.writeStringField("type", "int64");
        json.writeNumberField("value", values.number(code));
      }
      case DOUBLE -> number(values, code);
      case BYTES -> printed("binary", values, code);
      case ARRAY, KVLIST -> printed("string", values, code);
    }
  }

  /// JSON has no infinities; they go as text.
  private void number(ValueTable values, int code) throws IOException {
    double number = Double.longBitsToDouble(values.number(code));
    if (Double.isFinite(number)) {
      json.writeStringField("type", "float64");
      text.clear();
      values.appendText(code, text);
      json.writeFieldName("value");
      json.writeNumber(text.slice().toString());
    } else {
      printed("string", values, code);
    }
  }

  private void printed(String type, ValueTable values, int code) throws IOException {
    text.clear();
    if (values.start(code) < values.end(code)) {
      values.appendText(code, text);
    }
    json.writeStringField("type", type);
    json.writeFieldName("value");
    json.writeUTF8String(text.array(), 0, text.position());
  }

  private void value(String type, String value) throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("value", value);
  }
}
