package dev.vestige.insert.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Writes a message in the OTLP/JSON encoding in one of the forms it allows: members in any order,
/// numbers as numbers or texts, enums as numbers or names, ids in either case, unknown members and
/// nulls in between.
final class JsonForm {
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private final Random random;

  JsonForm(Random random) {
    this.random = random;
  }

  byte[] write(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      object(json, message);
    }
    return out.toByteArray();
  }

  private void object(JsonGenerator json, Message message) throws IOException {
    List<Map.Entry<FieldDescriptor, Object>> fields =
        new ArrayList<>(message.getAllFields().entrySet());
    Collections.shuffle(fields, random);
    json.writeStartObject();
    if (random.nextInt(6) == 0) {
      json.writeNullField("droppedAttributesCount");
      json.writeArrayFieldStart("unknownMember");
      json.writeStartObject();
      json.writeEndObject();
      json.writeEndArray();
    }
    for (Map.Entry<FieldDescriptor, Object> field : fields) {
      json.writeFieldName(field.getKey().getJsonName());
      if (field.getKey().isRepeated()) {
        json.writeStartArray();
        for (Object element : (List<?>) field.getValue()) {
          value(json, field.getKey(), element);
        }
        json.writeEndArray();
      } else {
        value(json, field.getKey(), field.getValue());
      }
    }
    json.writeEndObject();
  }

  private void value(JsonGenerator json, FieldDescriptor field, Object value) throws IOException {
    switch (field.getType()) {
      case MESSAGE -> object(json, (Message) value);
      case STRING -> json.writeString((String) value);
      case BOOL -> json.writeBoolean((Boolean) value);
      case BYTES -> json.writeString(bytes(field, (ByteString) value));
      case DOUBLE -> number(json, (Double) value);
      case ENUM -> enumeration(json, (EnumValueDescriptor) value);
      case UINT32, FIXED32 -> whole(json, Integer.toUnsignedString((Integer) value));
      case FIXED64, UINT64 -> whole(json, Long.toUnsignedString((Long) value));
      case INT64 -> whole(json, Long.toString((Long) value));
      default -> throw new AssertionError("no OTLP message has a field of type " + field.getType());
    }
  }

  private String bytes(FieldDescriptor field, ByteString bytes) {
    if (!IDS.contains(field.getName())) {
      Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
      return (random.nextBoolean() ? encoder : encoder.withoutPadding())
          .encodeToString(bytes.toByteArray());
    }
    HexFormat hex = random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
    return hex.formatHex(bytes.toByteArray());
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeString("NaN");
    } else if (Double.isInfinite(value)) {
      json.writeString(value > 0 ? "Infinity" : "-Infinity");
    } else {
      json.writeNumber(value);
    }
  }

  private void whole(JsonGenerator json, String digits) throws IOException {
    if (random.nextBoolean()) {
      json.writeString(digits);
    } else {
      json.writeNumber(digits);
    }
  }

  private void enumeration(JsonGenerator json, EnumValueDescriptor value) throws IOException {
    boolean isKnown = value.getType().findValueByName(value.getName()) != null;
    if (isKnown && random.nextBoolean()) {
      json.writeString(value.getName());
    } else {
      json.writeNumber(value.getNumber());
    }
  }
}
