package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a request that hides fields can learn of them: nothing, whichever way it asks.
class HiddenFieldsTest {
  private static final String LOGSQL = "/select/logsql/";
  private static final String HIDDEN = "&hidden_fields_filters=";

  @TempDir Path folder;

  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    node = TestNode.start(folder);
    node.store(
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
        "value":{"stringValue":"cart"}}]},"scopeSpans":[{"spans":[\
        {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000001","name":"login",\
        "startTimeUnixNano":"1749985200000000000","endTimeUnixNano":"1749985200250000000",\
        "attributes":[{"key":"pass","value":{"stringValue":"hunter2"}},\
        {"key":"user","value":{"stringValue":"bob"}}]},\
        {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000002","name":"logout",\
        "startTimeUnixNano":"1749985200000000000","endTimeUnixNano":"1749985200250000000",\
        "attributes":[{"key":"user","value":{"stringValue":"bob"}}]}]}]}]}\
        """);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private String ask(String path, String query, String hidden) throws Exception {
    return node.get(
            LOGSQL
                + path
                + (path.contains("?") ? "&" : "?")
                + "query="
                + TestNode.encoded(query)
                + HIDDEN
                + TestNode.encoded(hidden))
        .body();
  }

  private long count(String filter, String hidden) throws Exception {
    return ask("query", filter, hidden).lines().count();
  }

  @Test
  void no_filter_sees_a_hidden_field() throws Exception {
    for (String filter :
        List.of(
            "\"span_attr:pass\":hunter2",
            "\"span_attr:pass\":=hunter2",
            "\"span_attr:pass\":hunt*",
            "\"span_attr:pass\":=hunt*",
            "\"span_attr:pass\":~\"h.*2\"",
            "\"span_attr:pass\":in(hunter2)",
            "\"span_attr:pass\":contains_any(hunter2)",
            "\"span_attr:pass\":i(HUNTER2)",
            "\"span_attr:pass\":*",
            "\"span_attr:pass\":len_range(7,7)",
            "\"span_attr:pass\":>a",
            "\"span_attr:pass\":string_range(h,i)",
            "\"span_attr:pass\":seq(hunter2)",
            "\"span_attr:pass\":in(\"span_attr:pass\":=hunter2 | fields \"span_attr:pass\")",
            "\"span_attr:user\":in(\"span_attr:pass\":=hunter2 | fields \"span_attr:user\")",
            "* | filter \"span_attr:pass\":=hunter2",
            "* | filter \"span_attr:user\":in(\"span_attr:pass\":=hunter2 | fields \"span_attr:user\")")) {
      assertThat(count(filter, "")).as(filter).isPositive();
      assertThat(count(filter, "span_attr:pass")).as(filter).isZero();
      assertThat(count(filter, "[\"span_attr:pa*\"]")).as(filter).isZero();
    }
    assertThat(count("\"span_attr:pass\":\"\"", "")).isEqualTo(1);
    assertThat(count("\"span_attr:pass\":\"\"", "span_attr:pass")).isEqualTo(2);
    assertThat(count("!\"span_attr:pass\":=hunter2", "span_attr:pass")).isEqualTo(2);
    assertThat(count("\"span_attr:user\":=bob", "span_attr:pass")).isEqualTo(2);
  }

  @Test
  void no_answer_shows_a_hidden_field() throws Exception {
    for (String pipe :
        List.of(
            "fields \"span_attr:pass\"",
            "uniq by (\"span_attr:pass\")",
            "stats by (\"span_attr:pass\") count()",
            "stats values(\"span_attr:pass\") v",
            "copy \"span_attr:pass\" as other",
            "format '<span_attr:pass>' as other",
            "facets",
            "union (name:login)",
            "join by (trace_id) (name:login) prefix other",
            "stream_context before 10 after 10",
            "sort by (\"span_attr:pass\")",
            "pack_json as all")) {
      assertThat(ask("query", "* | " + pipe, "")).as(pipe).contains("hunter2");
      String answer = ask("query", "* | " + pipe, "span_attr:pass");
      assertThat(answer).as(pipe).doesNotContain("hunter2", "error");
    }
    for (String path :
        List.of("facets", "field_names", "field_values?field=span_attr:pass", "hits")) {
      assertThat(ask(path, "*", "span_attr:pass"))
          .as(path)
          .doesNotContain("hunter2", "span_attr:pass");
    }
    assertThat(ask("query", "*", "span_attr:pass")).contains("\"bob\"").doesNotContain("pass");
  }

  @Test
  void extra_filters_and_conditions_see_none_either() throws Exception {
    assertThat(ask("query?extra_filters=%22span_attr:pass%22:hunter2", "*", "span_attr:pass"))
        .isEmpty();
    assertThat(
            ask(
                "query",
                "* | stats count() if (\"span_attr:pass\":=hunter2) n | fields n",
                "span_attr:pass"))
        .isEqualTo("{\"n\":\"0\"}\n");
    assertThat(
            ask(
                "query",
                "* | stats count() if (name:in(\"span_attr:pass\":* | fields name)) n",
                "span_attr:pass"))
        .contains("hidden fields");
  }

  @Test
  void a_hidden_label_is_in_no_stream() throws Exception {
    assertThat(ask("streams", "*", "name")).doesNotContain("login");
    assertThat(ask("stream_field_names", "*", "name"))
        .contains("resource_attr:service.name")
        .doesNotContain("\"name\"");
    assertThat(ask("stream_field_values?field=name", "*", "name")).isEqualTo("{\"values\":[]}");
    assertThat(ask("stream_field_values?field=resource_attr:service.name", "*", "name"))
        .contains("cart");
    assertThat(count("{name=login}", "name")).isZero();
    assertThat(count("{name!=login}", "name")).isEqualTo(2);
    assertThat(ask("query", "*", "name")).doesNotContain("login");
  }
}
