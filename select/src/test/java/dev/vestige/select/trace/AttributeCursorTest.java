package dev.vestige.select.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.storage.AttributeScope;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import org.junit.jupiter.api.Test;

class AttributeCursorTest {
  private static final TraceId TRACE = new TraceId(1, 2);

  private static String service(SpanBatch batch) {
    AttributeCursor resources =
        new AttributeCursor(AttributeScope.RESOURCE.prefix(), batch, batch.resources());
    return TraceOutline.service(batch, 0, resources);
  }

  @Test
  void attributes_are_as_they_came() {
    assertThat(service(new TestSpans().service("cart").span(TRACE, 1, 0, "x", 1, 2).build()))
        .isEqualTo("cart");
  }

  @Test
  void what_a_request_replaced_is_replaced() {
    SpanBatch batch =
        new TestSpans()
            .service("cart")
            .override("resource_attr:service.name", "shop")
            .span(TRACE, 1, 0, "x", 1, 2)
            .build();
    assertThat(service(batch)).isEqualTo("shop");
  }

  @Test
  void a_span_without_a_service_is_told_so() {
    assertThat(service(new TestSpans().service("").span(TRACE, 1, 0, "x", 1, 2).build()))
        .isEqualTo(TraceOutline.UNKNOWN_SERVICE);
  }
}
