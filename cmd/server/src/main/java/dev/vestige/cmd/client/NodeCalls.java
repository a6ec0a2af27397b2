package dev.vestige.cmd.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.HeaderLines;
import dev.vestige.cmd.flags.UrlSyntax;
import dev.vestige.cmd.flags.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls to one node. Safe for use by several threads.
public final class NodeCalls implements AutoCloseable {
  private final String address;
  private final Map<String, String> headers;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(Limits.CONNECT_MILLIS_MAX))
          .build();

  private NodeCalls(String address, Map<String, String> headers) {
    this.address = address;
    this.headers = headers;
  }

  /// The node at an address that a flag gave.
  ///
  /// @throws UsageException when it is none
  public static NodeCalls of(
      Flag<?> addressFlag, String address, Flags flags, Flag<List<String>> headers) {
    requireAddress(addressFlag, address);
    Map<String, String> lines = HeaderLines.read(flags, headers);
    try {
      lines.forEach(HttpRequest.newBuilder()::header);
    } catch (IllegalArgumentException e) {
      throw new UsageException("cannot send a header of " + headers + ": " + e.getMessage());
    }
    return new NodeCalls(address.replaceAll("/+$", ""), lines);
  }

  private static void requireAddress(Flag<?> flag, String address) {
    try {
      var _ = UrlSyntax.parse(address);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "invalid value \"" + address + "\" for flag " + flag + ": " + e.getMessage());
    }
  }

  public String address() {
    return address;
  }

  /// Posts a form and hands out the answer, which the caller closes.
  ///
  /// @throws RefusedException when the node answers with an error
  public InputStream post(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .filter(argument -> !argument.getValue().isEmpty())
            .map(
                argument -> argument.getKey() + "=" + URLEncoder.encode(argument.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return post(path, "application/x-www-form-urlencoded", body.getBytes(UTF_8));
  }

  /// Posts a body and hands out the answer, which the caller closes.
  ///
  /// @throws RefusedException when the node answers with an error
  public InputStream post(String path, String contentType, byte[] body) {
    URI uri = URI.create(address + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() / 100 != 2) {
        try (InputStream error = answer.body()) {
          String text = new String(error.readNBytes(Limits.ERROR_BYTES_MAX), UTF_8).strip();
          throw new RefusedException(answer.statusCode(), text, uri);
        }
      }
      return answer.body();
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "cannot ask " + uri + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while asking " + uri, e);
    }
  }

  /// Posts a form and returns the answer as text.
  public String text(String path, Map<String, String> form) {
    try (InputStream body = post(path, form)) {
      return new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "reading what " + address + path + " says: " + e, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
