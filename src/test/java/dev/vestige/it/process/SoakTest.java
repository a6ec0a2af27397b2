package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steady requests at a low rate: what stays in memory does not grow. Takes `-Dsoak.minutes`, one
/// by default; `make soak` gives it an hour.
class SoakTest {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int SAMPLES = 6;
  private static final double GROWTH_BYTES_MAX = 8 << 20;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void memory_stays_flat() throws Exception {
    long sampleNanos = TimeUnit.MINUTES.toNanos(Long.getLong("soak.minutes", 1)) / SAMPLES;
    try (var server = VestigeServer.start(folder, Map.of("JAVA_OPTS", "-Xmx256m"))) {
      List<Double> live = new ArrayList<>();
      for (int sample = 0; sample < SAMPLES; sample++) {
        work(server, sampleNanos);
        live.add(liveBytes(server));
      }
      // The first samples are those of a server that still warms up.
      double early = Math.max(live.get(1), live.get(2));
      assertThat(live.getLast())
          .as("live bytes over time: " + live)
          .isLessThan(early + GROWTH_BYTES_MAX);
      server.process().terminate();
      assertThat(server.process().awaitExit()).isZero();
    }
  }

  private void work(VestigeServer server, long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    for (int i = 0; System.nanoTime() < end; i++) {
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
      if (i % 10 == 0) {
        send(server, i);
        assertThat(server.get("/select/logsql/query?query=*&limit=10").statusCode()).isEqualTo(200);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void send(VestigeServer server, int number) throws Exception {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    String body =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x",\
        "name":"soak","startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}\
        """
            .formatted(number + 1, number + 1, now, now + 1_000);
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/v1/traces"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  /// What the histogram of the heap counts, for which the JVM collects all garbage first. Spans
  /// that wait in memory to be written are written before.
  private double liveBytes(VestigeServer server) throws Exception {
    HttpRequest flush =
        HttpRequest.newBuilder(server.uri("/internal/force_flush"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(client.send(flush, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    String total = server.get("/debug/heap").body().lines().reduce("", (_, line) -> line);
    assertThat(total).startsWith("Total");
    return Double.parseDouble(total.strip().split("\\s+", -1)[2]);
  }
}
