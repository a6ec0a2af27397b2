package dev.vestige.insert.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.storage.SpanBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonReaderTest {
  private static final String IDS =
      "\"traceId\":\"5B8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\"";

  private final OtlpJsonReader json = new OtlpJsonReader();
  private final ReadBatch reader = new ReadBatch();

  private static String request(String span) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + span + "}]}]}]}";
  }

  private SpanBatch read(String body) {
    return reader.read(json.read(ByteSlice.utf8(body)));
  }

  @Test
  void members_may_come_in_any_order() {
    SpanBatch batch =
        read(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\","
                + IDS
                + "}],\"scope\":{\"name\":\"s\"}}],\"resource\":{\"attributes\":[{\"value\":"
                + "{\"stringValue\":\"shop\"},\"key\":\"service.name\"}]}}]}");
    assertThat(SpanDump.of(batch).getFirst())
        .startsWith("resource {service.name=STRING shop}\nscope s|{}");
  }

  @ParameterizedTest
  @CsvSource({
    "kind, 2, 2",
    "kind, '\"SPAN_KIND_CONSUMER\"', 5",
    "kind, -1, -1",
    "startTimeUnixNano, 1750000000000000000, 1750000000000000000",
    "startTimeUnixNano, '\"1750000000000000000\"', 1750000000000000000",
    "startTimeUnixNano, 1.75e18, 1750000000000000000",
    "startTimeUnixNano, '\"18446744073709551615\"', -1",
    "startTimeUnixNano, 18446744073709551615, -1",
    "flags, 4294967295, -1",
  })
  void numbers_are_read_in_every_form(String member, String written, long expected) {
    SpanBatch batch = read(request(IDS + ",\"" + member + "\":" + written));
    long found =
        switch (member) {
          case "kind" -> batch.kind(0);
          case "flags" -> batch.flags(0);
          default -> batch.startNanos(0);
        };
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"name\":5",
        "\"name\":[\"n\"]",
        "\"kind\":\"KIND_SERVER\"",
        "\"kind\":2.5",
        "\"startTimeUnixNano\":-1",
        "\"startTimeUnixNano\":\"yesterday\"",
        "\"startTimeUnixNano\":18446744073709551616",
        "\"startTimeUnixNano\":1e999999999",
        "\"startTimeUnixNano\":true",
        "\"flags\":4294967296",
        "\"droppedEventsCount\":-1",
        "\"attributes\":{}",
        "\"attributes\":[5]",
        "\"attributes\":[{\"key\":\"k\",\"value\":\"bare\"}]",
        "\"attributes\":[{\"value\":{\"boolValue\":\"true\"}}]",
        "\"attributes\":[{\"value\":{\"intValue\":\"1.5\"}}]",
        "\"attributes\":[{\"value\":{\"intValue\":9223372036854775808}}]",
        "\"attributes\":[{\"value\":{\"doubleValue\":\"much\"}}]",
        "\"attributes\":[{\"value\":{\"bytesValue\":\"???\"}}]",
        "\"status\":[]",
        "\"traceId\":\"W47/95gDgQPSabYzgT/GDA==\""
      })
  void values_of_the_wrong_type_are_refused_with_their_place(String member) {
    assertThatThrownBy(() -> json.read(ByteSlice.utf8(request(IDS + "," + member))))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT))
        .hasMessageContaining("expected")
        .hasMessageContaining(" at /resourceSpans/0/scopeSpans/0/spans/0/")
        .hasMessageContaining("line 1, column");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "[]",
        "5",
        "null",
        "{} {}",
        "{\"resourceSpans\":[{]}",
        "{\"a\":\"\\uZZZZ\"}"
      })
  void what_is_no_json_object_is_refused(String body) {
    assertThatThrownBy(() -> json.read(ByteSlice.utf8(body)))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT))
        .hasMessageContaining("cannot read JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "123", "5b8efff798038103d269b633813fc60"})
  void ids_of_another_length_cost_their_span_only(String id) {
    String fine = IDS.replace("5B8e", "0000");
    SpanBatch batch =
        read(request(fine + "},{" + "\"traceId\":\"" + id + "\",\"spanId\":\"eee19b7ec3c1b174\""));
    assertThat(batch.size()).isEqualTo(1);
    assertThat(reader.refused(RefusalReason.INVALID_ID)).isEqualTo(1);
  }

  @Test
  void names_in_snake_case_mean_nothing() {
    assertThat(read("{\"resource_spans\":[{\"scope_spans\":[{\"spans\":[{}]}]}]}").size()).isZero();
    assertThat(reader.refusals()).isEmpty();
  }

  @Test
  void half_a_surrogate_pair_is_repaired() {
    SpanBatch batch = read(request(IDS + ",\"name\":\"a\\ud800b\\ud83d\\ude00\""));
    assertThat(batch.values().raw(batch.name(0)).toString()).isEqualTo("a\uFFFDb😀");
  }

  @ParameterizedTest
  @CsvSource({"101, 0", "102, 1"})
  void values_may_lie_a_hundred_levels_deep(int levels, int refused) {
    read(request(IDS + nested(levels)));
    assertThat(reader.refused(RefusalReason.TOO_DEEP)).isEqualTo(refused);
  }

  @Test
  void a_body_that_is_nested_without_end_is_refused() {
    assertThatThrownBy(() -> json.read(ByteSlice.utf8(request(IDS + nested(10_000)))))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("nesting depth");
  }

  private static String nested(int levels) {
    return ",\"attributes\":[{\"key\":\"deep\",\"value\":"
        + "{\"arrayValue\":{\"values\":[".repeat(levels)
        + "]}}".repeat(levels)
        + "}]";
  }
}
