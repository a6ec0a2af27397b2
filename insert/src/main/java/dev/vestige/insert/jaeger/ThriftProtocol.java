package dev.vestige.insert.jaeger;

/// The two encodings of Thrift structs.
public enum ThriftProtocol {
  BINARY,
  COMPACT
}
