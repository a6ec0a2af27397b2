package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries over several tenants at once.
class QueryTenantsTest {
  private static final String QUERY = "/select/logsql/query?query=";
  private static final String NAMES = QUERY + "*+%7C+fields+name";

  @TempDir Path folder;

  private static void store(TestNode node, String name, String... tenant) throws Exception {
    node.store(
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
        "value":{"stringValue":"cart"}}]},"scopeSpans":[{"spans":[\
        {"traceId":"0000000000000000000000000000000a","spanId":"0000000000000001","name":"%s",\
        "startTimeUnixNano":"1749985200000000000","endTimeUnixNano":"1749985200250000000"}]}]}]}\
        """
            .formatted(name),
        tenant);
  }

  private static List<String> lines(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().sorted().toList();
  }

  @Test
  void a_query_answers_for_all_tenants_that_it_lists() throws Exception {
    try (TestNode node = TestNode.start(folder, "-search.maxTenantsPerQuery=3")) {
      store(node, "one", "AccountID", "1");
      store(node, "two", "AccountID", "2", "ProjectID", "5");
      store(node, "three", "AccountID", "3", "ProjectID", "5");
      String one = "{\"name\":\"one\"}";
      String two = "{\"name\":\"two\"}";
      String three = "{\"name\":\"three\"}";
      assertThat(lines(node.get(NAMES, "AccountID", "1:0, 2:5"))).containsExactly(one, two);
      assertThat(lines(node.get(NAMES, "AccountID", "2,3,1:0", "ProjectID", "5")))
          .containsExactly(one, three, two);
      assertThat(lines(node.get(NAMES, "AccountID", "2:5"))).containsExactly(two);
      assertThat(lines(node.get(NAMES, "AccountID", "1"))).containsExactly(one);
      String[] all = {"AccountID", "1:0,2:5,3:5"};
      assertThat(node.get("/select/logsql/field_values?query=*&field=name", all).body())
          .contains("\"one\"", "\"two\"", "\"three\"");
      assertThat(node.get("/select/logsql/stats_query?query=*+%7C+count()", all).body())
          .contains("\"3\"]");
      assertThat(lines(node.get(QUERY + "*+%7C+uniq+by+(_stream_id)", all)))
          .satisfiesExactly(
              line -> assertThat(line).contains("\"0000000100000000"),
              line -> assertThat(line).contains("\"0000000200000005"),
              line -> assertThat(line).contains("\"0000000300000005"));
    }
  }

  @Test
  void what_is_not_allowed_or_cannot_be_read_is_told() throws Exception {
    try (TestNode node = TestNode.start(folder, "-search.maxTenantsPerQuery=2")) {
      assertThat(node.get(NAMES, "AccountID", "1,2,3").body())
          .contains("lists 3 tenants", "-search.maxTenantsPerQuery allows 2");
      for (String list : List.of("1,", ",1", "1:2:3", "a,b", "4294967296,1", "1;2,3", "-1,2")) {
        HttpResponse<String> answer = node.get(NAMES, "AccountID", list);
        assertThat(answer.statusCode()).as(list).isEqualTo(400);
        assertThat(answer.body()).contains("account:project");
      }
      for (String path :
          List.of(
              "/select/jaeger/api/traces?service=cart",
              "/select/jaeger/api/services",
              "/select/traces/api/graph",
              "/select/logsql/tail?query=*")) {
        HttpResponse<String> answer = node.get(path, "AccountID", "1,2");
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.body()).contains("is for one");
      }
    }
  }

  @Test
  void by_default_a_query_is_for_one_tenant() throws Exception {
    try (TestNode node = TestNode.start(folder)) {
      HttpResponse<String> answer = node.get(NAMES, "AccountID", "1,2");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("-search.maxTenantsPerQuery allows 1");
    }
  }
}
