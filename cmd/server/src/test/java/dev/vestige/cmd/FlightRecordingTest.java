package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a flight recording tells of a node at work.
class FlightRecordingTest {
  @TempDir Path folder;

  private void post(HttpClient client, String uri, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private void work() throws IOException, InterruptedException {
    List<String> flags =
        List.of("-httpListenAddr=127.0.0.1:0", "-storageDataPath=" + folder.resolve("data"));
    try (HttpClient client = HttpClient.newHttpClient();
        Server server =
            Server.start(
                Flags.parse(flags, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts())) {
      String node = "http://127.0.0.1:" + server.ports().getFirst();
      // The same day for both, so that their parts can be merged.
      long now = System.currentTimeMillis() * 1_000_000;
      for (int i = 1; i <= 2; i++) {
        String span =
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x",\
            "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}\
            """
                .formatted(i, i, now, now);
        post(client, node + "/v1/traces", span);
        post(client, node + "/internal/force_flush", "");
      }
      post(client, node + "/internal/force_merge", "");
      post(client, node + "/select/logsql/query?query=name:none", "");
    }
  }

  @Test
  void work_leaves_events_with_its_size() throws Exception {
    Path file = folder.resolve("work.jfr");
    try (Recording recording = new Recording()) {
      Stream.of("Ingest", "LogSync", "Flush", "Merge", "Query")
          .forEach(name -> recording.enable("vestige." + name).withoutThreshold());
      recording.start();
      work();
      recording.stop();
      recording.dump(file);
    }
    Map<String, List<RecordedEvent>> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("vestige."))
            .collect(Collectors.groupingBy(event -> event.getEventType().getName()));
    assertThat(events.get("vestige.Ingest"))
        .hasSize(2)
        .allSatisfy(event -> {
          assertThat(event.getInt("spans")).isEqualTo(1);
          assertThat(event.getString("tenant")).isEqualTo("0:0");
          assertThat(event.getDuration()).isPositive();
        });
    assertThat(events.get("vestige.LogSync"))
        .anySatisfy(event -> assertThat(event.getLong("bytes")).isPositive());
    assertThat(events.get("vestige.Flush"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.getLong("spans")).isEqualTo(1));
    assertThat(events.get("vestige.Query"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("query")).contains("name:none");
          assertThat(event.getBoolean("isAnswered")).isTrue();
        });
    assertThat(events.get("vestige.Merge"))
        .singleElement()
        .satisfies(event -> assertThat(event.getInt("parts")).isEqualTo(2));
  }
}
