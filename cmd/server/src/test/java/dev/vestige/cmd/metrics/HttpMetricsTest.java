package dev.vestige.cmd.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.metrics.MetricsText.Metadata;
import dev.vestige.http.HttpObserver.Outcome;
import dev.vestige.http.HttpObserver.Reason;
import dev.vestige.http.HttpObserver.Summary;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {
  private final Metrics metrics = new Metrics(Metadata.HIDDEN);
  private final HttpMetrics http =
      new HttpMetrics(
          metrics.registry(),
          ":1",
          Set.of("/select/a", "/insert/b", "grpc", "/health", "/metrics"),
          route -> route.equals("/metrics"));

  HttpMetricsTest() {
    metrics.add(http);
  }

  private void finished(String route, int status) {
    http.requestFinished(new Summary(route, "GET", status, Outcome.ANSWERED, 2_000_000_000L, 3, 4));
  }

  @Test
  void every_route_is_there_from_the_start_but_those_that_count_themselves() {
    assertThat(metrics.page())
        .contains(
            "vt_http_requests_total{path=\"/select/a\"} 0\n",
            "vt_http_errors_total{path=\"/select/a\"} 0\n",
            "vt_http_request_duration_seconds_count{path=\"/select/a\"} 0\n",
            "vm_http_requests_total{path=\"/health\"} 0\n")
        .doesNotContain("/insert/b", "grpc");
  }

  @Test
  void requests_are_counted_with_errors_and_durations() {
    finished("/select/a", 200);
    finished("/select/a", 503);
    finished("/health", 200);
    finished("/insert/b", 200);
    assertThat(metrics.page())
        .contains(
            "vm_http_requests_all_total 4\n",
            "vt_http_requests_total{path=\"/select/a\"} 2\n",
            "vt_http_errors_total{path=\"/select/a\"} 1\n",
            "vt_http_request_duration_seconds_sum{path=\"/select/a\"} 4\n",
            "vt_http_request_duration_seconds{path=\"/select/a\",quantile=\"1\"}",
            "vm_http_requests_total{path=\"/health\"} 1\n");
  }

  @Test
  void what_is_turned_away_is_counted_by_reason() {
    finished("unknown", 404);
    finished("unknown", 401);
    finished("/metrics", 401);
    http.refused(Reason.HEADERS_TOO_LARGE);
    assertThat(metrics.page())
        .contains(
            "vm_http_request_errors_total{path=\"*\", reason=\"unsupported\"} 1\n",
            "vm_http_request_errors_total{path=\"*\", reason=\"wrong_basic_auth\"} 1\n",
            "vm_http_request_errors_total{path=\"*\", reason=\"wrong_auth_key\"} 1\n",
            "vm_http_request_errors_total{path=\"*\", reason=\"headers_too_large\"} 1\n",
            "vm_http_request_errors_total{path=\"*\", reason=\"too_many_connections\"} 0\n");
  }

  @Test
  void connections_are_counted() {
    http.connectionOpened();
    http.connectionOpened();
    http.connectionClosed();
    http.acceptFailed(new IllegalStateException());
    http.tlsFailed(new IllegalStateException());
    assertThat(metrics.page())
        .contains(
            "vm_tcplistener_accepts_total{name=\"http\",addr=\":1\"} 2\n",
            "vm_tcplistener_conns{name=\"http\",addr=\":1\"} 1\n",
            "vm_tcplistener_errors_total{name=\"http\",addr=\":1\",type=\"accept\"} 1\n",
            "vm_tcplistener_errors_total{name=\"http\",addr=\":1\",type=\"tls\"} 1\n");
  }
}
