package dev.vestige.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.grpc.GrpcMetadata;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.jaeger.JaegerBodies;
import dev.vestige.insert.otlp.OtlpWriter;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.insert.zipkin.ZipkinBodies;
import dev.vestige.storage.MemoryStorage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each door with a client of its kind; what bodies turn into is tested beside their readers.
class DoorsTest {
  private final MemoryStorage storage = new MemoryStorage();
  private final Ingest ingest =
      new Ingest(
          new LocalSink(storage), InsertLimits.DEFAULTS, TenantLimits.none(), InsertObserver.NONE);
  private final InsertServer server = new InsertServer(ingest);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private List<Map<String, String>> rows(TenantId tenant) {
    return StoredRows.of(storage, tenant);
  }

  @ParameterizedTest
  @CsvSource({"text/plain,true", "'',true", "application/x-protobuf,false"})
  void json_without_its_type_is_told_what_it_needs(String type, boolean isTold) throws Exception {
    HttpResponse<byte[]> answer = post(InsertServer.OTLP_PATH, type, "{}".getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), UTF_8).contains("Content-Type application/json"))
        .isEqualTo(isTold);
  }

  @ParameterizedTest
  @CsvSource({"application/json; charset=utf-8", "''"})
  void zipkin_spans_come_as_json(String type) throws Exception {
    HttpResponse<byte[]> answer = post("/api/v2/spans", type, ZipkinBodies.JSON.getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(rows(TenantId.DEFAULT))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("resource_attr:service.name", "backend")
                .containsEntry("duration", "1431000")
                .containsEntry("span_attr:network.peer.port", "9042")
                .containsEntry("event:event_name:0", "wire send")
                .containsEntry("status_message", "timed out"));
  }

  @Test
  void zipkin_spans_come_as_protobuf_for_a_tenant() throws Exception {
    HttpResponse<byte[]> answer =
        post(
            "/api/v2/spans?extra_fields=team=a",
            "application/x-protobuf",
            ZipkinBodies.protobuf(),
            "AccountID",
            "5");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(rows(new TenantId(5, 0)))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("team", "a").containsEntry("kind", "3"));
  }

  @Test
  void refused_zipkin_spans_are_told_in_the_body() throws Exception {
    HttpResponse<byte[]> answer =
        post(
            "/api/v2/spans",
            "application/json",
            "[{\"traceId\":\"0\",\"id\":\"1\"}]".getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(new String(answer.body(), UTF_8)).contains("1 span not stored: invalid_id");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-thrift, binary",
    "application/vnd.apache.thrift.binary, binary",
    "application/vnd.apache.thrift.compact, compact"
  })
  void jaeger_batches_come_as_thrift(String type, String protocol) throws Exception {
    byte[] body = protocol.equals("binary") ? JaegerBodies.binary() : JaegerBodies.compact();
    assertThat(post("/api/traces", type, body).statusCode()).isEqualTo(202);
    assertThat(rows(TenantId.DEFAULT))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("resource_attr:host", "h1")
                .containsEntry("span_attr:l", "-7")
                .containsEntry("parent_span_id", "0000000000000004")
                .containsEntry("link:link_span_id:0", "0000000000000007"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/spans, text/plain, 415",
    "/api/traces, application/json, 415",
    "/api/traces, '', 415",
    "/api/v2/spans, application/json, 400",
    "/api/traces, application/x-thrift, 400"
  })
  void what_a_door_does_not_speak_is_refused(String path, String type, int status)
      throws Exception {
    assertThat(post(path, type, new byte[] {1, 2, 3}).statusCode()).isEqualTo(status);
    assertThat(rows(TenantId.DEFAULT)).isEmpty();
  }

  @Test
  void other_methods_are_refused() throws Exception {
    for (String path : List.of("/api/v2/spans", "/api/traces", InsertServer.OTLP_PATH)) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(server.uri(path)).GET().build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }
  }

  private static byte[] otlp() {
    OtlpWriter request = new OtlpWriter(new ByteSink());
    int resourceSpans = request.begin(1);
    int scopeSpans = request.begin(2);
    int span = request.begin(2);
    request.id(1, 1, 2);
    request.id(2, 3);
    request.end(span);
    request.begin(2);
    request.end(scopeSpans);
    request.end(resourceSpans);
    return request.out().toByteArray();
  }

  @Test
  void spans_come_over_grpc_on_the_same_port() throws Exception {
    byte[] message = otlp();
    ByteSink frame = new ByteSink();
    frame.putByte(0);
    frame.putInt(Integer.reverseBytes(message.length));
    frame.putBytes(message);
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(server.uri(OtlpGrpcExport.PATH))
                .version(HttpClient.Version.HTTP_2)
                .header("Content-Type", "application/grpc")
                .header("TE", "trailers")
                .header("VT-Extra-Fields", "team=grpc")
                .header("ProjectID", "9")
                .POST(HttpRequest.BodyPublishers.ofByteArray(frame.toByteArray()))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/grpc");
    // One span is fine and one has no ids: a frame with a partial success.
    assertThat(answer.body()).startsWith(0, 0, 0, 0).contains(0x0a, 0x08, 0x01, 0x12);
    assertThat(rows(new TenantId(0, 9)))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("team", "grpc"));
  }

  @Test
  void a_broken_grpc_message_fails_the_call() throws IOException {
    GrpcMetadata metadata =
        new GrpcMetadata() {
          @Override
          public Optional<String> header(String name) {
            return Optional.empty();
          }

          @Override
          public TenantId tenant() {
            return TenantId.DEFAULT;
          }

          @Override
          public String remoteAddress() {
            return "";
          }

          @Override
          public Cancellation cancellation() {
            return Cancellation.never();
          }
        };
    OtlpGrpcExport export = new OtlpGrpcExport(ingest);
    assertThatThrownBy(() -> export.call(metadata, ByteSlice.of(new byte[] {8, 1})))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("cannot read the OTLP request");
    assertThat(export.call(metadata, ByteSlice.EMPTY).isEmpty()).isTrue();
  }
}
