package dev.vestige.insert.zipkin;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.insert.otlp.OtlpWriter;
import java.util.HexFormat;

/// One span with everything Zipkin has, in both encodings.
public final class ZipkinBodies {
  public static final String JSON =
      """
      [{"traceId":"5af7183fb1d4cf5f","parentId":"6b221d5bc9e6496c","id":"352bff9a74ca9ad2",
       "kind":"CLIENT","name":"get","timestamp":1750000000000001,"duration":1431,
       "localEndpoint":{"serviceName":"backend","ipv4":"192.168.99.1","port":3306},
       "remoteEndpoint":{"serviceName":"db","ipv6":"::1","port":9042},
       "annotations":[{"timestamp":1750000000000100,"value":"wire send"}],
       "tags":{"http.path":"/api","error":"timed out","otel.scope.name":"lib"},
       "debug":true,"shared":true,"unknown":[{}]}]
      """;

  private ZipkinBodies() {}

  public static byte[] protobuf() {
    OtlpWriter list = new OtlpWriter(new ByteSink());
    int span = list.begin(1);
    list.id(1, 0x5af7183fb1d4cf5fL);
    list.id(2, 0x6b221d5bc9e6496cL);
    list.id(3, 0x352bff9a74ca9ad2L);
    list.number(4, 1);
    list.text(5, "get");
    list.fixed64(6, 1750000000000001L);
    list.number(7, 1431);
    endpoint(list, 8, "backend", 2, "c0a86301", 3306);
    endpoint(list, 9, "db", 3, "00000000000000000000000000000001", 9042);
    int annotation = list.begin(10);
    list.fixed64(1, 1750000000000100L);
    list.text(2, "wire send");
    list.end(annotation);
    tag(list, "http.path", "/api");
    tag(list, "error", "timed out");
    tag(list, "otel.scope.name", "lib");
    list.number(12, 1);
    list.number(13, 1);
    list.end(span);
    return list.out().toByteArray();
  }

  private static void endpoint(
      OtlpWriter out, int field, String service, int addressField, String address, int port) {
    int endpoint = out.begin(field);
    byte[] bytes = HexFormat.of().parseHex(address);
    out.text(1, service);
    out.bytes(addressField, bytes, 0, bytes.length);
    out.number(4, port);
    out.end(endpoint);
  }

  private static void tag(OtlpWriter out, String key, String value) {
    int tag = out.begin(11);
    out.text(1, key);
    out.text(2, value);
    out.end(tag);
  }
}
