package dev.vestige.logsql.exec.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.storage.TraceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterFactsTest {
  private static final FilterContext CONTEXT = FilterContext.stored(Cancellation.never());
  private static final String SERVICE = "\"resource_attr:service.name\"";

  private static String id(int number) {
    return "%032x".formatted(number);
  }

  private static Optional<List<TraceId>> traces(String filter) {
    return FilterFacts.traces(Filtering.parse(filter), CONTEXT);
  }

  private static Optional<List<String>> services(String filter) {
    return FilterFacts.services(Filtering.parse(filter), CONTEXT);
  }

  private static TraceId trace(int number) {
    return new TraceId(0, number);
  }

  @Test
  void traces_are_named_by_exact_ids() {
    assertThat(traces("trace_id:=" + id(1))).contains(List.of(trace(1)));
    assertThat(traces("trace_id:" + id(1))).contains(List.of(trace(1)));
    assertThat(traces("trace_id:in(" + id(1) + "," + id(2) + ") kind:=2"))
        .contains(List.of(trace(1), trace(2)));
  }

  @Test
  void traces_of_conjunctions_and_disjunctions() {
    String both = "trace_id:in(" + id(1) + "," + id(2) + ") trace_id:in(" + id(2) + ")";
    assertThat(traces(both)).contains(List.of(trace(2)));
    assertThat(traces("trace_id:=" + id(1) + " trace_id:=" + id(2))).contains(List.of());
    assertThat(traces("(trace_id:=" + id(1) + " a:b) or trace_id:=" + id(2)))
        .contains(List.of(trace(1), trace(2)));
    assertThat(traces("trace_id:=" + id(1) + " or a:b")).isEmpty();
  }

  @Test
  void texts_that_are_never_printed_as_ids_name_no_trace() {
    assertThat(traces("trace_id:=" + id(171).toUpperCase(java.util.Locale.ROOT)))
        .contains(List.of());
    assertThat(traces("trace_id:=abc")).contains(List.of());
    assertThat(traces("trace_id:in()")).contains(List.of());
    assertThat(traces("trace_id:=" + id(0))).contains(List.of());
  }

  @Test
  void other_conditions_name_no_traces() {
    for (String filter :
        List.of(
            "*",
            "!trace_id:=" + id(1),
            "trace_id:=\"\"",
            "trace_id:in(\"\", " + id(1) + ")",
            "trace_id:abc",
            "trace_id:" + id(1).substring(1) + "*",
            "span_id:=" + id(1),
            "trace_id:contains_any(" + id(1) + ")")) {
      assertThat(traces(filter)).as(filter).isEmpty();
    }
  }

  @Test
  void traces_come_from_subqueries() {
    Filter filter = Filtering.parse("trace_id:in(kind:=2 | fields trace_id)");
    FilterContext context =
        new FilterContext(
            FilterContext.Rows.STORED,
            Map.of(Subqueries.of(filter).getFirst(), TextTable.of(List.of(id(3), "x", id(5)))),
            Cancellation.never());
    assertThat(FilterFacts.traces(filter, context)).contains(List.of(trace(3), trace(5)));
  }

  @Test
  void services_are_named_by_field_or_label() {
    assertThat(services(SERVICE + ":=cart")).contains(List.of("cart"));
    assertThat(services("{" + SERVICE + "=\"cart\"}")).contains(List.of("cart"));
    assertThat(services("{" + SERVICE + " in (cart, lab), name=\"x\"}"))
        .contains(List.of("cart", "lab"));
    assertThat(services("{" + SERVICE + "=\"a\" or " + SERVICE + "=\"b\"}"))
        .contains(List.of("a", "b"));
    assertThat(services("{" + SERVICE + " in (cart, lab)} " + SERVICE + ":in(lab, x)"))
        .contains(List.of("lab"));
    assertThat(services("{}")).contains(List.of());
  }

  @Test
  void other_conditions_name_no_services() {
    for (String filter :
        List.of(
            SERVICE + ":cart",
            SERVICE + ":=cart or a:b",
            "!" + SERVICE + ":=cart",
            "{" + SERVICE + "=\"\"}",
            "{" + SERVICE + "!=\"cart\"}",
            "{" + SERVICE + "=~\"cart\"}",
            "{" + SERVICE + "=\"a\" or name=\"b\"}",
            "{name=\"cart\"}")) {
      assertThat(services(filter)).as(filter).isEmpty();
    }
  }
}
