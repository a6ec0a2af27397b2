package dev.vestige.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A server that a test starts from the shipped executable, on a free port of the loopback address
/// and with its data in a folder of the test. Closing it kills what still runs.
public final class VestigeServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /// Below those that the system gives to whoever does not care, so that nobody gets the port of a
  /// server that is about to start, or to come back. Each process of tests begins somewhere else.
  private static final int PORT_MIN = 22_000;

  private static final int PORT_MAX = 32_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX));

  private final ProcessRun run;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private VestigeServer(ProcessRun run, URI address) {
    this.run = run;
    this.address = address;
  }

  /// Starts a server and returns once it is healthy.
  public static VestigeServer start(Path folder, String... flags) {
    return start(folder, Map.of(), flags);
  }

  /// Starts a server with more environment variables and returns once it is healthy.
  public static VestigeServer start(Path folder, Map<String, String> environment, String... flags) {
    return start(folder, freePort(), environment, flags);
  }

  /// Starts a server at a port, where one may have been before.
  public static VestigeServer start(
      Path folder, int port, Map<String, String> environment, String... flags) {
    var own =
        Stream.of(
            Shipped.executable().toString(),
            "-httpListenAddr=127.0.0.1:" + port,
            "-storageDataPath=" + folder.resolve("data"));
    var command = Stream.concat(own, Stream.of(flags)).toArray(String[]::new);
    var server =
        new VestigeServer(
            ProcessRun.start(folder, environment, command), URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitHealthy();
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  /// A port that was free a moment ago; another one each time.
  public static int freePort() {
    for (int attempt = PORT_MIN; attempt < PORT_MAX; attempt++) {
      int port = NEXT_PORT.getAndUpdate(last -> last + 1 < PORT_MAX ? last + 1 : PORT_MIN);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        // Somebody else has it.
      }
    }
    throw new AssertionError("no port from " + PORT_MIN + " to " + PORT_MAX + " is free");
  }

  /// The process behind the server: its output, signals and exit code.
  public ProcessRun process() {
    return run;
  }

  /// `http://127.0.0.1:PORT` and a path.
  public URI uri(String pathAndQuery) {
    return address.resolve(pathAndQuery);
  }

  /// Asks for a page of the server.
  public HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri(pathAndQuery)).timeout(ANSWER_LIMIT).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
    run.close();
  }

  private void awaitHealthy() {
    Await.until(
        START_LIMIT,
        () -> !run.isAlive() || answersHealth(),
        "no answer on " + uri("/health") + ": " + run.err());
    if (!run.isAlive()) {
      throw new AssertionError("the server ended with " + run.awaitExit() + ": " + run.err());
    }
  }

  private boolean answersHealth() {
    try {
      return get("/health").statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
