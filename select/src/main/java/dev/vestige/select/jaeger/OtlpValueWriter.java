package dev.vestige.select.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ProtoReader;
import dev.vestige.select.request.JsonAnswer;
import dev.vestige.select.trace.AttributeCursor;
import dev.vestige.storage.AnyValues;
import dev.vestige.storage.Limits;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.ValueTable;
import dev.vestige.storage.ValueType;
import java.io.IOException;

/// Writes attributes as OTLP's JSON: nested lists stay nested. Confined to one thread.
final class OtlpValueWriter {
  private final JsonGenerator json;

  OtlpValueWriter(JsonGenerator json) {
    this.json = json;
  }

  /// Writes the attributes of a cursor that has begun, as the member `attributes`.
  void attributes(SpanBatch batch, AttributeCursor cursor) throws IOException {
    json.writeArrayFieldStart("attributes");
    ValueTable values = batch.values();
    while (cursor.next()) {
      int code = cursor.value();
      if (!values.isLeaf(code) && values.type(code) != ValueType.ABSENT) {
        json.writeStartObject();
        json.writeFieldName("key");
        json.writeUTF8String(batch.keys().bytes(), cursor.keyStart(), cursor.keyLength());
        json.writeFieldName("value");
        value(values, code);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void value(ValueTable values, int code) throws IOException {
    int start = values.start(code);
    int length = values.end(code) - start;
    switch (values.type(code)) {
      case ABSENT, NULL -> empty();
      case STRING -> string(values.bytes(), start, length);
      case BOOL -> bool(values.bytes()[start] != 0);
      case INT -> integer(values.number(code));
      case DOUBLE -> number(Double.longBitsToDouble(values.number(code)));
      case BYTES -> binary(values.bytes(), start, length);
      case ARRAY, KVLIST -> message(values.bytes(), start, length, 0);
    }
  }

  /// An `AnyValue` message.
  private void message(byte[] bytes, int offset, int length, int depth) {
    if (depth > Limits.NESTING_DEPTH_MAX) {
      throw VestigeException.corrupt(
          "a value is nested deeper than " + Limits.NESTING_DEPTH_MAX + " levels");
    }
    AnyValues.read(
        bytes,
        offset,
        length,
        (type, source, start, size, number) ->
            JsonAnswer.unchecked(() -> {
              switch (type) {
                case ABSENT, NULL -> empty();
                case STRING -> string(source, start, size);
                case BOOL -> bool(number != 0);
                case INT -> integer(number);
                case DOUBLE -> number(Double.longBitsToDouble(number));
                case BYTES -> binary(source, start, size);
                case ARRAY -> array(source, start, size, depth);
                case KVLIST -> pairs(source, start, size, depth);
              }
            }));
  }

  private void empty() throws IOException {
    json.writeStartObject();
    json.writeEndObject();
  }

  private void string(byte[] bytes, int start, int length) throws IOException {
    json.writeStartObject();
    json.writeFieldName("stringValue");
    json.writeUTF8String(bytes, start, length);
    json.writeEndObject();
  }

  private void bool(boolean value) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("boolValue", value);
    json.writeEndObject();
  }

  private void integer(long value) throws IOException {
    json.writeStartObject();
    json.writeStringField("intValue", Long.toString(value));
    json.writeEndObject();
  }

  /// Protobuf's JSON writes what is no number as a text.
  private void number(double value) throws IOException {
    json.writeStartObject();
    if (Double.isFinite(value)) {
      json.writeNumberField("doubleValue", value);
    } else {
      json.writeStringField("doubleValue", Double.toString(value));
    }
    json.writeEndObject();
  }

  private void binary(byte[] bytes, int start, int length) throws IOException {
    json.writeStartObject();
    json.writeFieldName("bytesValue");
    json.writeBinary(bytes, start, length);
    json.writeEndObject();
  }

  private void array(byte[] bytes, int offset, int length, int depth) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("arrayValue");
    json.writeArrayFieldStart("values");
    ProtoReader reader = new ProtoReader().reset(bytes, offset, length);
    while (reader.next()) {
      if (reader.field() == 1) {
        reader.bytes();
        message(bytes, reader.valueStart(), reader.valueLength(), depth + 1);
      } else {
        reader.skip();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void pairs(byte[] bytes, int offset, int length, int depth) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("kvlistValue");
    json.writeArrayFieldStart("values");
    AnyValues.forEachPair(
        bytes,
        offset,
        length,
        (keyStart, keyLength, valueStart, valueLength) ->
            JsonAnswer.unchecked(() -> {
              json.writeStartObject();
              json.writeFieldName("key");
              json.writeUTF8String(bytes, keyStart, keyLength);
              json.writeFieldName("value");
              message(bytes, valueStart, valueLength, depth + 1);
              json.writeEndObject();
            }));
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }
}
