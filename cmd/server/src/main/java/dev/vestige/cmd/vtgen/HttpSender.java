package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Sends OTLP over HTTP.
final class HttpSender implements Sender {
  private static final Set<Integer> WORTH_A_RETRY = Set.of(429, 502, 503, 504);
  private static final long RETRY_MILLIS = 1_000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(Limits.RETRY_WAIT_MILLIS_MAX))
          .build();
  private final URI address;
  private final Map<String, String> headers;
  private final Packing packing;
  private final Form form;

  /// How requests are written.
  enum Form {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    Form(String contentType) {
      this.contentType = contentType;
    }
  }

  HttpSender(URI address, Map<String, String> headers, Packing packing, Form form) {
    this.address = address;
    this.headers = headers;
    this.packing = packing;
    this.form = form;
  }

  @Override
  public Outcome send(ByteSlice request) {
    ByteSlice packed = packing.pack(request);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofMillis(Limits.REQUEST_MILLIS_MAX))
            .header("Content-Type", form.contentType)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    packed.array(), packed.offset(), packed.length()));
    if (!packing.encoding().isEmpty()) {
      builder.header("Content-Encoding", packing.encoding());
    }
    headers.forEach(builder::header);
    try {
      return outcome(client.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      return Outcome.later("cannot send to " + address + ": " + e, RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.refused("interrupted");
    }
  }

  private Outcome outcome(HttpResponse<InputStream> answer) throws IOException {
    byte[] body;
    try (InputStream stream = answer.body()) {
      body = stream.readNBytes(Limits.ANSWER_BYTES_MAX);
    }
    int status = answer.statusCode();
    if (status / 100 == 2) {
      PartialSuccess partial =
          form == Form.JSON
              ? PartialSuccess.ofJson(body)
              : PartialSuccess.ofProtobuf(ByteSlice.of(body));
      return Outcome.accepted(partial.rejectedSpans(), partial.message());
    }
    String message = "status " + status + ": " + printable(body);
    return WORTH_A_RETRY.contains(status)
        ? Outcome.later(message, retryMillis(answer))
        : Outcome.refused(message);
  }

  /// The words of a `google.rpc.Status` are text in either encoding.
  private static String printable(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static long retryMillis(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,4}") ? 1_000L * Integer.parseInt(seconds) : RETRY_MILLIS;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
