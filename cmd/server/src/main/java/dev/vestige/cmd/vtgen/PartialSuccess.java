package dev.vestige.cmd.vtgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ProtoReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads `ExportTraceServiceResponse`.
record PartialSuccess(long rejectedSpans, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED_SPANS = 1;
  private static final int ERROR_MESSAGE = 2;
  private static final PartialSuccess UNREADABLE =
      new PartialSuccess(0, "the answer is no ExportTraceServiceResponse");

  static PartialSuccess ofProtobuf(ByteSlice response) {
    try {
      ProtoReader reader =
          new ProtoReader().reset(response.array(), response.offset(), response.length());
      while (reader.next()) {
        if (reader.field() == PARTIAL_SUCCESS) {
          reader.bytes();
          return ofMessage(reader);
        }
        reader.skip();
      }
      return new PartialSuccess(0, "");
    } catch (VestigeException e) {
      return UNREADABLE;
    }
  }

  private static PartialSuccess ofMessage(ProtoReader outer) {
    ProtoReader reader =
        new ProtoReader().reset(outer.array(), outer.valueStart(), outer.valueLength());
    long rejected = 0;
    String message = "";
    while (reader.next()) {
      switch (reader.field()) {
        case REJECTED_SPANS -> rejected = reader.number();
        case ERROR_MESSAGE -> {
          reader.bytes();
          message =
              new String(
                  reader.array(),
                  reader.valueStart(),
                  reader.valueLength(),
                  StandardCharsets.UTF_8);
        }
        default -> reader.skip();
      }
    }
    return new PartialSuccess(rejected, message);
  }

  static PartialSuccess ofJson(byte[] response) {
    try {
      JsonNode partial = JSON.readTree(response).path("partialSuccess");
      return new PartialSuccess(
          partial.path("rejectedSpans").asLong(), partial.path("errorMessage").asText(""));
    } catch (IOException e) {
      return UNREADABLE;
    }
  }
}
