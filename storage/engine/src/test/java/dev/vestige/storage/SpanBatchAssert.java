package dev.vestige.storage;

import static org.assertj.core.api.Assertions.assertThat;

/// Compares batches column by column.
public final class SpanBatchAssert {
  private SpanBatchAssert() {}

  public static void assertSameBatch(SpanBatch actual, SpanBatch expected) {
    assertThat(actual.tenant).isEqualTo(expected.tenant);
    assertThat(actual.size).isEqualTo(expected.size);
    assertThat(actual.streamFields).isEqualTo(expected.streamFields);
    assertSameTable(actual.keys, expected.keys);
    assertSameTable(actual.values, expected.values);
    assertSameLists(actual.resources, expected.resources);
    assertSameLists(actual.scopes, expected.scopes);
    assertThat(actual.scopeNames).isEqualTo(expected.scopeNames);
    assertThat(actual.scopeVersions).isEqualTo(expected.scopeVersions);
    assertSameLists(actual.overrides, expected.overrides);
    assertSameLists(actual.attributes, expected.attributes);
    assertSameSpans(actual.spans, expected.spans);
    assertSameEvents(actual.events, expected.events);
    assertSameLinks(actual.links, expected.links);
  }

  private static void assertSameTable(ValueTable actual, ValueTable expected) {
    assertThat(actual.types()).isEqualTo(expected.types());
    assertThat(actual.offsets()).isEqualTo(expected.offsets());
    assertThat(actual.bytes()).isEqualTo(expected.bytes());
  }

  private static void assertSameLists(AttributeLists actual, AttributeLists expected) {
    assertThat(actual.offsets()).isEqualTo(expected.offsets());
    assertThat(actual.keys()).isEqualTo(expected.keys());
    assertThat(actual.values()).isEqualTo(expected.values());
  }

  private static void assertSameSpans(SpanColumns actual, SpanColumns expected) {
    assertThat(actual.traceHigh).isEqualTo(expected.traceHigh);
    assertThat(actual.traceLow).isEqualTo(expected.traceLow);
    assertThat(actual.spanId).isEqualTo(expected.spanId);
    assertThat(actual.parentId).isEqualTo(expected.parentId);
    assertThat(actual.start).isEqualTo(expected.start);
    assertThat(actual.end).isEqualTo(expected.end);
    assertThat(actual.name).isEqualTo(expected.name);
    assertThat(actual.kind).isEqualTo(expected.kind);
    assertThat(actual.statusCode).isEqualTo(expected.statusCode);
    assertThat(actual.statusMessage).isEqualTo(expected.statusMessage);
    assertThat(actual.traceState).isEqualTo(expected.traceState);
    assertThat(actual.flags).isEqualTo(expected.flags);
    assertThat(actual.droppedAttributes).isEqualTo(expected.droppedAttributes);
    assertThat(actual.droppedEvents).isEqualTo(expected.droppedEvents);
    assertThat(actual.droppedLinks).isEqualTo(expected.droppedLinks);
    assertThat(actual.resource).isEqualTo(expected.resource);
    assertThat(actual.scope).isEqualTo(expected.scope);
    assertThat(actual.override).isEqualTo(expected.override);
    assertThat(actual.eventOffsets).isEqualTo(expected.eventOffsets);
    assertThat(actual.linkOffsets).isEqualTo(expected.linkOffsets);
  }

  private static void assertSameEvents(EventColumns actual, EventColumns expected) {
    assertThat(actual.size).isEqualTo(expected.size);
    assertThat(actual.time).isEqualTo(expected.time);
    assertThat(actual.name).isEqualTo(expected.name);
    assertThat(actual.dropped).isEqualTo(expected.dropped);
    assertSameLists(actual.attributes, expected.attributes);
  }

  private static void assertSameLinks(LinkColumns actual, LinkColumns expected) {
    assertThat(actual.size).isEqualTo(expected.size);
    assertThat(actual.traceHigh).isEqualTo(expected.traceHigh);
    assertThat(actual.traceLow).isEqualTo(expected.traceLow);
    assertThat(actual.spanId).isEqualTo(expected.spanId);
    assertThat(actual.traceState).isEqualTo(expected.traceState);
    assertThat(actual.flags).isEqualTo(expected.flags);
    assertThat(actual.dropped).isEqualTo(expected.dropped);
    assertSameLists(actual.attributes, expected.attributes);
  }
}
