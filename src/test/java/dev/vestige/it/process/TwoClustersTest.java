package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drill of docs/operate/high-availability.md: two clusters get the same spans through a queue
/// each, as from the Collector, and readers turn to the one that is there.
class TwoClustersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Map<String, String> SMALL = Map.of("JAVA_OPTS", "-Xmx160m");
  private static final int SPANS = 20;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Zone first;
  private Zone second;
  private int sent;

  /// A cluster of one storage node and one node in front, with a queue of requests before it.
  private final class Zone implements AutoCloseable {
    private final String name;
    private final List<Integer> ports;
    private final LinkedBlockingDeque<String> queue = new LinkedBlockingDeque<>();
    private final Thread sender;
    private volatile boolean isOver;
    private volatile VestigeServer storage;
    private volatile VestigeServer front;

    Zone(String name) throws IOException {
      this.name = name;
      ports = List.of(VestigeServer.freePort(), VestigeServer.freePort());
      start();
      sender = Thread.ofVirtual().start(this::sendAll);
    }

    void start() throws IOException {
      storage = node("storage", ports.getFirst());
      front = node("front", ports.getLast(), "-storageNode=127.0.0.1:" + ports.getFirst());
    }

    private VestigeServer node(String role, int port, String... flags) throws IOException {
      Path home = Files.createDirectories(folder.resolve(name + "-" + role));
      return VestigeServer.start(home, port, SMALL, flags);
    }

    void kill() {
      for (VestigeServer node : List.of(front, storage)) {
        node.process().kill();
        node.process().awaitExit();
      }
    }

    /// Sends one request after another, each until it is taken.
    private void sendAll() {
      try {
        while (!isOver) {
          String body = queue.poll(20, TimeUnit.MILLISECONDS);
          if (body != null) {
            Await.until(PATIENCE, () -> isOver || isTaken(body), "nobody takes spans");
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isTaken(String body) {
      HttpRequest request =
          HttpRequest.newBuilder(front.uri("/v1/traces"))
              .header("Content-Type", "application/json")
              .timeout(PATIENCE)
              .POST(BodyPublishers.ofString(body))
              .build();
      try {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /// How many different spans there are; less than 0 when nobody answers.
    int count() {
      try {
        HttpResponse<String> answer =
            front.get("/select/logsql/query?query=*%7Cstats%20count_uniq(span_id)%20n");
        boolean isGood = answer.statusCode() == 200;
        return isGood ? Integer.parseInt(answer.body().replaceAll("\\D", "")) : -1;
      } catch (IOException e) {
        return -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }

    @Override
    public void close() {
      isOver = true;
      sender.interrupt();
      front.close();
      storage.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    first = new Zone("first");
    second = new Zone("second");
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    client.shutdownNow();
  }

  @Test
  void what_a_cluster_missed_is_brought_later_and_readers_turn_to_the_other() throws IOException {
    send(20);
    Await.until(PATIENCE, () -> second.count() == sent, "the second lacks spans");
    second.kill();
    send(20);
    Await.until(PATIENCE, () -> first.count() == sent, "the first lacks spans");
    assertThat(second.queue).isNotEmpty();
    assertThat(countOfTheFirstThatAnswers(second, first)).isEqualTo(sent);

    second.start();
    send(5);
    Await.until(PATIENCE, () -> second.count() == sent, "the second did not catch up");
    first.kill();
    assertThat(countOfTheFirstThatAnswers(first, second)).isEqualTo(sent);
  }

  /// As a proxy asks.
  private static int countOfTheFirstThatAnswers(Zone... zones) {
    for (Zone zone : zones) {
      int count = zone.count();
      if (count >= 0) {
        return count;
      }
    }
    return -1;
  }

  private void send(int requests) {
    for (int i = 0; i < requests; i++) {
      long now = System.currentTimeMillis() * 1_000_000;
      String spans =
          IntStream.range(sent, sent + SPANS)
              .mapToObj(number ->
                  """
                  {"traceId":"%032x","spanId":"%016x","name":"buy","startTimeUnixNano":"%d",\
                  "endTimeUnixNano":"%d"}\
                  """
                      .formatted(number + 1, number + 1, now, now + 1_000))
              .collect(Collectors.joining(","));
      String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
      first.queue.add(body);
      second.queue.add(body);
      sent += SPANS;
    }
  }
}
