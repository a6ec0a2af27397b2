package dev.vestige.insert.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Random;

/// Makes requests with everything OTLP has in them, often empty, sometimes strange.
final class RandomRequests {
  private static final String[] TEXTS = {
    "", "a", "GET /api/cart", "выручка", "😀", "line\nbreak", "\u0000", "<'\"\\>", "x".repeat(200)
  };
  private static final double[] DOUBLES = {
    0.0, -0.0, 1.5, 1e21, 1e-7, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 3.0
  };
  private static final long[] LONGS = {0, 1, -1, 200, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53};

  private final Random random;

  RandomRequests(Random random) {
    this.random = random;
  }

  ExportTraceServiceRequest next() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      ResourceSpans.Builder group = request.addResourceSpansBuilder();
      if (chance(5)) {
        group.setResource(resource());
      }
      for (int j = random.nextInt(3); j > 0; j--) {
        group.addScopeSpans(scopeSpans());
      }
      group.setSchemaUrl(chance(3) ? "https://schema" : "");
    }
    return request.build();
  }

  private Resource resource() {
    Resource.Builder resource = Resource.newBuilder().setDroppedAttributesCount(random.nextInt(2));
    for (int i = random.nextInt(6); i > 0; i--) {
      resource.addAttributes(pair(0));
    }
    return resource.build();
  }

  private ScopeSpans scopeSpans() {
    ScopeSpans.Builder group = ScopeSpans.newBuilder();
    if (chance(4)) {
      InstrumentationScope.Builder scope = group.getScopeBuilder();
      scope.setName(text()).setVersion(text());
      for (int i = random.nextInt(3); i > 0; i--) {
        scope.addAttributes(pair(0));
      }
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      group.addSpans(span());
    }
    return group.build();
  }

  private Span span() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(16))
            .setSpanId(id(8))
            .setParentSpanId(chance(2) ? id(8) : ByteString.EMPTY)
            .setTraceState(chance(4) ? text() : "")
            .setName(text())
            .setKindValue(random.nextInt(8) - 1)
            .setStartTimeUnixNano(random.nextLong())
            .setEndTimeUnixNano(random.nextLong(Long.MAX_VALUE))
            .setFlags(random.nextInt())
            .setDroppedAttributesCount(random.nextInt(3))
            .setDroppedEventsCount(random.nextInt(3))
            .setDroppedLinksCount(chance(2) ? -1 : 0);
    for (int i = random.nextInt(8); i > 0; i--) {
      span.addAttributes(pair(0));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Span.Event.Builder event = span.addEventsBuilder().setTimeUnixNano(random.nextLong());
      event.setName(text()).setDroppedAttributesCount(random.nextInt(3)).addAttributes(pair(0));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Span.Link.Builder link = span.addLinksBuilder().setTraceId(id(16)).setSpanId(id(8));
      link.setTraceState(text()).setFlags(random.nextInt()).addAttributes(pair(0));
      link.setDroppedAttributesCount(random.nextInt(3));
    }
    if (chance(2)) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(4)).setMessage(text()));
    }
    return span.build();
  }

  private KeyValue pair(int depth) {
    KeyValue.Builder pair = KeyValue.newBuilder().setKey(key());
    if (chance(9)) {
      pair.setValue(any(depth));
    }
    return pair.build();
  }

  AnyValue any(int depth) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0, 1 -> any.setStringValue(text());
      case 2 -> any.setBoolValue(random.nextBoolean());
      case 3 -> any.setIntValue(LONGS[random.nextInt(LONGS.length)]);
      case 4 -> any.setDoubleValue(DOUBLES[random.nextInt(DOUBLES.length)]);
      case 5 -> any.setBytesValue(chance(4) ? id(5) : ByteString.EMPTY);
      case 6 -> {
        ArrayValue.Builder array = any.getArrayValueBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.addValues(chance(5) ? any(depth + 1) : AnyValue.getDefaultInstance());
        }
      }
      default -> {
        KeyValueList.Builder list = any.getKvlistValueBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.addValues(pair(depth + 1));
        }
      }
    }
    return any.build();
  }

  private String key() {
    return switch (random.nextInt(8)) {
      case 0 -> "service.name";
      case 1 -> "";
      case 2 -> "ключ";
      default -> "key." + random.nextInt(12);
    };
  }

  private String text() {
    return chance(2) ? TEXTS[random.nextInt(TEXTS.length)] : "text " + random.nextInt(1000);
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    id[0] |= 1;
    return ByteString.copyFrom(id);
  }

  /// True in all but one of so many cases.
  private boolean chance(int of) {
    return random.nextInt(of) != 0;
  }
}
