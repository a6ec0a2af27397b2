package dev.vestige.insert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.OptionSource;
import dev.vestige.insert.otlp.SpanDump;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the field options do to the rows that LogsQL sees and to the spans that other ways out give
/// back.
class FieldOptionsTest {
  private static final String REQUEST =
      """
      {"resourceSpans":[{"resource":{"attributes":[
          {"key":"service.name","value":{"stringValue":"shop"}},
          {"key":"host","value":{"stringValue":"h"}}]},
        "scopeSpans":[{"scope":{"name":"lib"},"spans":[
          {"traceId":"00000000000000010000000000000002","spanId":"0000000000000003","name":"op",
           "attributes":[{"key":"n","value":{"intValue":5}},
             {"key":"color","value":{"stringValue":"\\u001b[31mred\\u001b[0m"}},
             {"key":"map","value":{"kvlistValue":{"values":[
               {"key":"a","value":{"intValue":1}},{"key":"b","value":{"intValue":2}}]}}}],
           "status":{"message":"\\u001b[1mbad\\u001b[0m","code":2},
           "events":[{"name":"first","attributes":[{"key":"secret","value":{"stringValue":"s"}}]},
             {"name":"second"}]}]}]}]}
      """;

  private final MemoryStorage storage = new MemoryStorage();
  private final Ingest ingest =
      new Ingest(
          new LocalSink(storage), InsertLimits.DEFAULTS, TenantLimits.none(), InsertObserver.NONE);

  private Map<String, String> row(String... options) {
    Map<String, String> arguments = new java.util.HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      arguments.put(options[i], options[i + 1]);
    }
    InsertOptions parsed =
        InsertOptions.of(
            new OptionSource() {
              @Override
              public Optional<String> argument(String name) {
                return Optional.ofNullable(arguments.get(name));
              }

              @Override
              public Optional<String> header(String name) {
                return Optional.empty();
              }
            });
    ingest.ingest(
        new IngestRequest(
            IngestType.OTLP_HTTP_JSON, TenantId.DEFAULT, parsed, ByteSlice.utf8(REQUEST)));
    return StoredRows.of(storage, TenantId.DEFAULT).getFirst();
  }

  private String typed() {
    List<SpanBatch> batches = new ArrayList<>();
    storage.spans(
        TenantId.DEFAULT,
        List.of(new TraceId(1, 2)),
        dev.vestige.base.Cancellation.never(),
        batches::add);
    return SpanDump.of(batches.getFirst()).getFirst();
  }

  @Test
  void without_options_everything_is_there() {
    assertThat(row())
        .containsEntry("span_attr:n", "5")
        .containsEntry("span_attr:map.a", "1")
        .containsEntry("_stream", "{name=\"op\",resource_attr:service.name=\"shop\"}")
        .containsEntry("event:event_attr:secret:0", "s")
        .doesNotContainKey("span_attr:map");
  }

  @Test
  void an_ignored_attribute_is_gone_in_every_form() {
    assertThat(row("ignore_fields", "span_attr:n,resource_attr:h*"))
        .doesNotContainKeys("span_attr:n", "resource_attr:host")
        .containsKey("span_attr:color");
    assertThat(typed()).contains("resource {service.name=STRING shop}").doesNotContain("n=INT 5");
  }

  @Test
  void an_ignored_leaf_takes_its_list_apart() {
    assertThat(row("ignore_fields", "span_attr:map.a"))
        .doesNotContainKey("span_attr:map.a")
        .containsEntry("span_attr:map.b", "2");
    assertThat(typed())
        .contains("map.b=INT 2")
        .doesNotContain("map=KVLIST")
        .doesNotContain("map.a");
  }

  @Test
  void an_ignored_list_goes_with_its_leaves() {
    assertThat(row("ignore_fields", "span_attr:map*").keySet())
        .noneMatch(field -> field.startsWith("span_attr:map"));
    assertThat(typed()).doesNotContain("map");
  }

  @Test
  void other_ignored_fields_leave_the_rows_but_not_the_spans() {
    assertThat(row("ignore_fields", "trace_id,status_*,scope_name"))
        .doesNotContainKeys("trace_id", "status_code", "status_message", "scope_name")
        .containsKey("span_id");
    assertThat(typed()).contains("ids 00000000000000010000000000000002").contains("scope lib|");
  }

  @Test
  void a_prefix_reaches_the_fields_of_all_events() {
    assertThat(row("ignore_fields", "event:*").keySet())
        .noneMatch(field -> field.startsWith("event:"));
    assertThat(typed()).doesNotContain("secret");
  }

  @Test
  void one_event_can_be_meant_by_its_number() {
    assertThat(row("ignore_fields", "event:event_name:1,event:event_attr:secret:0"))
        .containsEntry("event:event_name:0", "first")
        .doesNotContainKeys("event:event_name:1", "event:event_attr:secret:0");
  }

  @Test
  void extra_attributes_replace_those_of_the_same_name() {
    assertThat(
            row(
                "extra_fields",
                "span_attr:n=X,resource_attr:service.name=other,scope_attr:s=1,team=a,name=forced"))
        .containsEntry("span_attr:n", "X")
        .containsEntry("scope_attr:s", "1")
        .containsEntry("team", "a")
        .containsEntry("name", "forced")
        .containsEntry("_stream", "{name=\"forced\",resource_attr:service.name=\"other\"}");
    assertThat(typed())
        .contains("service.name=STRING other")
        .contains("n=STRING X")
        .contains("name op ");
  }

  @Test
  void an_extra_field_wins_over_ignoring_it() {
    assertThat(row("extra_fields", "kind=mine", "ignore_fields", "*"))
        .containsEntry("kind", "mine")
        .doesNotContainKeys("name", "span_attr:n", "resource_attr:service.name");
  }

  @Test
  void stream_fields_are_added_to_the_stream() {
    assertThat(row("_stream_fields", "span_attr:n,team", "extra_fields", "team=a"))
        .containsEntry(
            "_stream",
            "{name=\"op\",resource_attr:service.name=\"shop\",span_attr:n=\"5\",team=\"a\"}");
  }

  @Test
  void colours_are_taken_out_where_asked() {
    assertThat(row("decolorize_fields", "span_attr:color,status_message"))
        .containsEntry("span_attr:color", "red")
        .containsEntry("status_message", "bad");
  }
}
