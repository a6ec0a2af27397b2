package dev.vestige.insert;

/// Through which door and in which encoding spans come. The label is the value of `type` in
/// metrics.
public enum IngestType {
  OTLP_HTTP_PROTOBUF("opentelemetry_traces_otlphttp_protobuf"),
  OTLP_HTTP_JSON("opentelemetry_traces_otlphttp_json"),
  OTLP_GRPC("opentelemetry_traces_otlpgrpc"),
  ZIPKIN_JSON("zipkin_v2_json"),
  ZIPKIN_PROTOBUF("zipkin_v2_protobuf"),
  JAEGER_THRIFT_BINARY("jaeger_thrift_binary"),
  JAEGER_THRIFT_COMPACT("jaeger_thrift_compact");

  private final String label;

  IngestType(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
