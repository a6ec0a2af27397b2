package dev.vestige.cmd.vtgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.vestige.base.ByteSlice;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraceMakerTest {
  private static final long START = 1_750_000_000_000_000_000L;
  private static final int TRACES = 1_500;

  private static byte[] make(ShopOptions options, long seed, int traces) {
    TraceMaker maker = new TraceMaker(options, seed);
    ProtobufEncoder encoder = new ProtobufEncoder();
    for (int i = 0; i < traces; i++) {
      maker.make(START + i * 1_000_000L, encoder);
    }
    ByteSlice request = encoder.finish();
    return Arrays.copyOfRange(
        request.array(), request.offset(), request.offset() + request.length());
  }

  private static ExportTraceServiceRequest request(ShopOptions options) throws Exception {
    return ExportTraceServiceRequest.parseFrom(make(options, 7, TRACES));
  }

  private static List<Span> spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpans(0).getSpansList().stream())
        .toList();
  }

  private static Set<String> services(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .map(ResourceSpans::getResource)
        .flatMap(resource -> resource.getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .collect(Collectors.toSet());
  }

  @Test
  void the_same_seed_makes_the_same_bytes() {
    byte[] first = make(ShopOptions.ORDINARY, 42, 50);
    assertThat(make(ShopOptions.ORDINARY, 42, 50)).isEqualTo(first);
    assertThat(make(ShopOptions.ORDINARY, 43, 50)).isNotEqualTo(first);
  }

  @Test
  void traces_hang_together() throws Exception {
    Map<ByteString, Map<ByteString, Span>> traces = new HashMap<>();
    for (Span span : spans(request(ShopOptions.ORDINARY))) {
      assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
      Map<ByteString, Span> trace = traces.computeIfAbsent(span.getTraceId(), _ -> new HashMap<>());
      assertThat(trace.put(span.getSpanId(), span)).as("a span id used twice").isNull();
    }
    assertThat(traces).hasSizeGreaterThanOrEqualTo(TRACES);
    for (Map<ByteString, Span> trace : traces.values()) {
      List<Span> roots =
          trace.values().stream().filter(span -> span.getParentSpanId().isEmpty()).toList();
      assertThat(roots).hasSize(1);
      for (Span span : trace.values()) {
        Span parent = trace.get(span.getParentSpanId());
        if (parent != null) {
          assertThat(span.getStartTimeUnixNano())
              .isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
        } else {
          assertThat(span).isSameAs(roots.getFirst());
        }
      }
    }
  }

  @Test
  void the_shop_shows_what_real_traces_show() throws Exception {
    ExportTraceServiceRequest request = request(ShopOptions.ORDINARY);
    List<Span> spans = spans(request);
    assertThat(services(request)).containsExactlyInAnyOrderElementsOf(Shop.services());
    assertThat(spans).extracting(Span::getKindValue).contains(1, 2, 3, 4, 5);
    assertThat(spans).anyMatch(span -> span.getLinksCount() > 0);
    assertThat(spans)
        .anyMatch(span ->
            span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
                && span.getEventsList().stream().anyMatch(e -> e.getName().equals("exception")));
    assertThat(spans).anyMatch(span -> span.getName().equals("visit category"));
    Map<ByteString, Long> sizes =
        spans.stream().collect(Collectors.groupingBy(Span::getTraceId, Collectors.counting()));
    assertThat(sizes.values()).as("a wide trace").anyMatch(size -> size > 200);
    assertThat(sizes.values()).allMatch(size -> size <= Limits.TRACE_SPANS_MAX + 10);
  }

  @Test
  void errors_slowness_and_shops_are_as_asked_for() throws Exception {
    List<Span> calm = spans(request(new ShopOptions(1, 1, 0, 1, 0)));
    assertThat(calm)
        .noneMatch(span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
    ExportTraceServiceRequest large = request(new ShopOptions(3, 4, 20, 10, 0));
    assertThat(services(large)).contains("cart", "cart-2", "cart-3");
    assertThat(large.getResourceSpansCount()).isGreaterThan(100);
    assertThat(spans(large))
        .filteredOn(span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
        .hasSizeGreaterThan(100);
    assertThat(meanNanos(spans(large))).isGreaterThan(4 * meanNanos(calm));
  }

  private static double meanNanos(List<Span> spans) {
    return spans.stream()
        .mapToLong(span -> span.getEndTimeUnixNano() - span.getStartTimeUnixNano())
        .average()
        .orElseThrow();
  }

  @Test
  void bad_clients_send_what_bad_clients_send() throws Exception {
    ExportTraceServiceRequest request = request(new ShopOptions(1, 2, 1, 1, 1));
    List<Span> spans = spans(request);
    assertThat(spans).anyMatch(span -> span.getSpanId().equals(ByteString.copyFrom(new byte[8])));
    assertThat(spans).anyMatch(s -> s.getEndTimeUnixNano() < s.getStartTimeUnixNano());
    assertThat(request.getResourceSpansList())
        .anyMatch(resource ->
            resource.getResource().getAttributesList().stream()
                .noneMatch(attribute -> attribute.getKey().equals("service.name")));
  }
}
