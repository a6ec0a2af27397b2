package dev.vestige.insert;

/// Through which door and in which encoding spans come. The label is the value of `type` in
/// metrics.
public enum IngestType {
  OTLP_HTTP_PROTOBUF(
      "opentelemetry_traces_otlphttp_protobuf", "/insert/opentelemetry/v1/traces", "protobuf"),
  OTLP_HTTP_JSON("opentelemetry_traces_otlphttp_json", "/insert/opentelemetry/v1/traces", "json"),
  OTLP_GRPC("opentelemetry_traces_otlpgrpc", OtlpGrpcExport.PATH, "protobuf"),
  ZIPKIN_JSON("zipkin_v2_json", "/api/v2/spans", "json"),
  ZIPKIN_PROTOBUF("zipkin_v2_protobuf", "/api/v2/spans", "protobuf"),
  JAEGER_THRIFT_BINARY("jaeger_thrift_binary", "/insert/jaeger/api/traces", "thrift_binary"),
  JAEGER_THRIFT_COMPACT("jaeger_thrift_compact", "/insert/jaeger/api/traces", "thrift_compact");

  private final String label;
  private final String path;
  private final String format;

  IngestType(String label, String path, String format) {
    this.label = label;
    this.path = path;
    this.format = format;
  }

  public String label() {
    return label;
  }

  /// The path of its door, as metrics name it; a door with several paths has one name.
  String path() {
    return path;
  }

  /// The encoding, as metrics name it.
  String format() {
    return format;
  }
}
