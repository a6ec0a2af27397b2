import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs a packed server once, so that the Java runtime beside it leaves a cache of the classes a
/// start needs, already loaded and linked. The environment of the run is empty, as on a machine
/// without Java.
///
/// Run by dist.sh: `java TrainCache.java EXECUTABLE CACHE`
public final class TrainCache {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> PAGES = List.of("/", "/health", "/metrics", "/flags");

  private TrainCache() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path executable = Path.of(args[0]);
    Path cache = Path.of(args[1]);
    Path data = Files.createTempDirectory("vestige-train-");
    String address = "127.0.0.1:" + freePort();
    var builder =
        new ProcessBuilder(
                executable.toString(),
                "-httpListenAddr=" + address,
                "-storageDataPath=" + data.resolve("data"))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_OPTS", "-XX:AOTCacheOutput=" + cache + " -Xlog:aot*=off");
    var server = builder.start();
    try {
      visitPages(server, URI.create("http://" + address));
      server.destroy();
      if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || !Files.exists(cache)) {
        throw new IOException("no cache was written");
      }
    } catch (IOException e) {
      System.err.println(Files.readString(data.resolve("log")));
      throw e;
    } finally {
      server.destroyForcibly();
    }
  }

  private static void visitPages(Process server, URI address)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!answers(client, address.resolve("/health"))) {
        if (!server.isAlive() || System.nanoTime() > end) {
          throw new IOException("the server did not become healthy");
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      for (String page : PAGES) {
        answers(client, address.resolve(page));
      }
    }
  }

  private static boolean answers(HttpClient client, URI page) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(page).timeout(LIMIT).build();
      return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
