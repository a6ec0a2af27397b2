package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.insert.jaeger.JaegerReader;
import dev.vestige.insert.jaeger.ThriftProtocol;
import dev.vestige.insert.otlp.OtlpJsonReader;
import dev.vestige.insert.otlp.OtlpReader;
import dev.vestige.insert.zipkin.ZipkinJsonReader;
import dev.vestige.insert.zipkin.ZipkinProtoReader;

/// What one request needs to be read: readers and a builder with their buffers, warm from the
/// requests before. Used by one thread at a time.
final class Workspace {
  private final SpanIntake intake = new SpanIntake();
  private final OtlpReader otlp = new OtlpReader();
  private final OtlpJsonReader otlpJson = new OtlpJsonReader();
  private final ZipkinJsonReader zipkinJson = new ZipkinJsonReader();
  private final ZipkinProtoReader zipkinProto = new ZipkinProtoReader();
  private final JaegerReader jaeger = new JaegerReader();
  private long largestBody;

  SpanIntake intake() {
    return intake;
  }

  /// Reads a whole body into the intake.
  void read(IngestType type, ByteSlice body) {
    largestBody = Math.max(largestBody, body.length());
    otlp.read(
        switch (type) {
          case OTLP_HTTP_PROTOBUF, OTLP_GRPC -> body;
          case OTLP_HTTP_JSON -> otlpJson.read(body);
          case ZIPKIN_JSON -> zipkinJson.read(body);
          case ZIPKIN_PROTOBUF -> zipkinProto.read(body);
          case JAEGER_THRIFT_BINARY -> jaeger.read(ThriftProtocol.BINARY, body);
          case JAEGER_THRIFT_COMPACT -> jaeger.read(ThriftProtocol.COMPACT, body);
        },
        intake);
  }

  /// Bytes that its buffers have grown to, roughly.
  long heldBytes() {
    return intake.builder().heldBytes() + largestBody;
  }
}
