package dev.vestige.insert.otlp;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.insert.IngestType;
import dev.vestige.insert.jaeger.JaegerBodies;
import dev.vestige.insert.zipkin.ZipkinBodies;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Bodies of every kind, damaged in a few random places.
public final class HostileBodies {
  private HostileBodies() {}

  public static byte[] next(IngestType type, Random random) throws IOException {
    return damaged(body(type, random), random);
  }

  private static byte[] body(IngestType type, Random random) throws IOException {
    return switch (type) {
      case OTLP_HTTP_PROTOBUF, OTLP_GRPC -> {
        byte[] plain = new RandomRequests(random).next().toByteArray();
        yield new WireShuffle(random).shuffle(plain, ExportTraceServiceRequest.getDescriptor());
      }
      case OTLP_HTTP_JSON -> new JsonForm(random).write(new RandomRequests(random).next());
      case ZIPKIN_JSON -> ZipkinBodies.JSON.getBytes(StandardCharsets.UTF_8);
      case ZIPKIN_PROTOBUF -> ZipkinBodies.protobuf();
      case JAEGER_THRIFT_BINARY -> JaegerBodies.binary();
      case JAEGER_THRIFT_COMPACT -> JaegerBodies.compact();
    };
  }

  private static byte[] damaged(byte[] body, Random random) {
    ByteSink out = new ByteSink();
    out.putBytes(body);
    for (int i = random.nextInt(4); i > 0 && out.position() > 0; i--) {
      int at = random.nextInt(out.position());
      switch (random.nextInt(5)) {
        case 0 -> out.array()[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> out.array()[at] = (byte) random.nextInt();
        case 2 -> out.truncate(at);
        case 3 -> {
          // A piece again somewhere else, the kind of damage that leaves most of it well-formed.
          int length = Math.min(random.nextInt(40), out.position() - at);
          out.putBytes(out.toByteArray(), at, length);
        }
        default -> out.array()[at] = (byte) 0xFF;
      }
    }
    return out.toByteArray();
  }
}
