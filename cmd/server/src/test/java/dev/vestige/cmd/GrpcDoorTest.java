package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.log.LogCounts;
import dev.vestige.cmd.metrics.BuildInfo;
import dev.vestige.insert.OtlpGrpcExport;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OTLP over gRPC at the addresses of the server, with the client that exporters in Java use.
class GrpcDoorTest {
  private static final String PATH = OtlpGrpcExport.PATH;
  private static final CallOptions PLAIN = CallOptions.DEFAULT;

  @TempDir Path folder;

  private final List<AutoCloseable> started = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Server server;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
    http.close();
  }

  private void start(String... words) {
    List<String> flags = new ArrayList<>(List.of(words));
    flags.add("-storageDataPath=" + folder.resolve("data"));
    flags.add("-httpListenAddr=127.0.0.1:0");
    flags.add("-otlpGRPCListenAddr=127.0.0.1:0");
    server =
        Server.start(Flags.parse(flags, Map.of()), new BuildInfo("1.2.3", "abc"), new LogCounts());
    started.add(server);
  }

  private void startPlain(String... words) {
    List<String> flags = new ArrayList<>(List.of(words));
    flags.add("-otlpGRPC.tls=false");
    start(flags.toArray(String[]::new));
  }

  private GrpcClient client(int port) {
    GrpcClient client =
        new GrpcClient(
            NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .maxInboundMessageSize(1 << 20)
                .build());
    started.add(client);
    return client;
  }

  private GrpcClient client() {
    return client(server.grpcPorts().getFirst());
  }

  private static byte[] request(String name, int spans) {
    Span span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
            .setSpanId(ByteString.copyFromUtf8("abcdefgh"))
            .setName(name)
            .setStartTimeUnixNano(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))
            .setEndTimeUnixNano(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))
            .build();
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addAllSpans(Collections.nCopies(spans, span));
    return request.build().toByteArray();
  }

  private String ask(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.ports().getFirst() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private List<String> rows(String... headers) throws Exception {
    return ask("GET", "/select/logsql/query?query=*", headers).lines().toList();
  }

  @Test
  void spans_come_in_at_the_grpc_address_and_at_the_main_one() throws Exception {
    startPlain("-http.pathPrefix=/foo");
    assertThat(client().call(PATH, request("one", 1), PLAIN).status()).isEqualTo(Status.OK);
    GrpcClient main = client(server.ports().getFirst());
    GrpcClient.Answer answer = main.call(PATH, request("two", 2), PLAIN.withCompression("gzip"));
    assertThat(ExportTraceServiceResponse.parseFrom(answer.message().join()))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(ask("GET", "/foo/select/logsql/query?query=*").lines())
        .hasSize(3)
        .filteredOn(row -> row.contains("\"name\":\"two\""))
        .hasSize(2);
    assertThat(ask("GET", "/foo/metrics"))
        .contains("vt_rows_ingested_total{type=\"opentelemetry_traces_otlpgrpc\"} 3")
        .contains("vt_http_requests_total{path=\"" + PATH + "\",format=\"protobuf\"} 2")
        .contains("vt_http_errors_total{path=\"" + PATH + "\",format=\"protobuf\"} 0");
  }

  @Test
  void options_and_tenant_come_as_metadata() throws Exception {
    startPlain();
    String[] metadata = {"AccountID", "7", "ProjectID", "8", "VT-Extra-Fields", "team=red"};
    assertThat(client().call(PATH, request("one", 1), PLAIN, metadata).status())
        .isEqualTo(Status.OK);
    assertThat(rows()).isEmpty();
    assertThat(rows("AccountID", "7", "ProjectID", "8"))
        .singleElement()
        .asString()
        .contains("\"team\":\"red\"");
    assertThat(client().call(PATH, request("one", 1), PLAIN, "AccountID", "x").describe())
        .startsWith("INVALID_ARGUMENT")
        .contains("AccountID");
    assertThat(client().call(PATH, request("one", 1), PLAIN, "VL-Debug", "1").status())
        .isEqualTo(Status.OK);
    assertThat(rows()).isEmpty();
  }

  @Test
  void what_cannot_be_used_is_refused_for_good() throws Exception {
    startPlain("-opentelemetry.traces.maxRequestSize=4KiB");
    GrpcClient client = client();
    assertThat(client.call(PATH, new byte[] {8, 1}, PLAIN).describe())
        .startsWith("INVALID_ARGUMENT cannot read the OTLP request");
    byte[] large = request("much", 1000);
    assertThat(client.call(PATH, large, PLAIN).describe()).startsWith("INVALID_ARGUMENT");
    assertThat(client.call(PATH, large, PLAIN.withCompression("gzip")).describe())
        .startsWith("INVALID_ARGUMENT");
    assertThat(client.call("/opentelemetry.Other/Export", large, PLAIN).describe())
        .startsWith("UNIMPLEMENTED unknown method");
    assertThat(rows()).isEmpty();
    assertThat(client.call(PATH, request("small", 1), PLAIN).status()).isEqualTo(Status.OK);
    assertThat(rows()).hasSize(1);
  }

  @Test
  void refused_spans_are_told_in_the_answer() throws Exception {
    startPlain();
    ExportTraceServiceRequest.Builder withoutIds =
        ExportTraceServiceRequest.parseFrom(request("x", 3)).toBuilder();
    withoutIds.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilder(1).clearTraceId();
    GrpcClient.Answer answer = client().call(PATH, withoutIds.build().toByteArray(), PLAIN);
    assertThat(answer.status()).isEqualTo(Status.OK);
    ExportTraceServiceResponse response =
        ExportTraceServiceResponse.parseFrom(answer.message().join());
    assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
    assertThat(response.getPartialSuccess().getErrorMessage()).contains("invalid_id");
    assertThat(rows()).hasSize(2);
  }

  @Test
  void each_tenant_has_its_limits_and_old_spans_are_refused() throws Exception {
    Path limits = Files.writeString(folder.resolve("limits"), "3:0 spans_per_second=1\n");
    startPlain("-insert.tenantLimitsFile=" + limits, "-maxBackfillAge=1d");
    assertThat(client().call(PATH, request("x", 500), PLAIN).status()).isEqualTo(Status.OK);
    GrpcClient.Answer answer = client().call(PATH, request("x", 500), PLAIN, "AccountID", "3");
    assertThat(ExportTraceServiceResponse.parseFrom(answer.message().join()).getPartialSuccess())
        .asString()
        .contains("tenant_rate");
    ExportTraceServiceRequest.Builder old =
        ExportTraceServiceRequest.parseFrom(request("x", 1)).toBuilder();
    old.getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .setEndTimeUnixNano(
            TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - TimeUnit.DAYS.toNanos(2));
    answer = client().call(PATH, old.build().toByteArray(), PLAIN);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.message().join()).getPartialSuccess())
        .asString()
        .contains("too_small_timestamp");
  }

  @Test
  void a_full_disk_is_worth_a_retry() throws Exception {
    startPlain("-storage.minFreeDiskSpaceBytes=900TiB");
    GrpcClient.Answer answer = client().call(PATH, request("one", 1), PLAIN);
    assertThat(answer.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(answer.saysWhenToRetry()).isTrue();
  }

  @Test
  void a_closed_door_is_unavailable() throws Exception {
    startPlain("-insert.disable");
    for (int port : List.of(server.grpcPorts().getFirst(), server.ports().getFirst())) {
      assertThat(client(port).call(PATH, request("one", 1), PLAIN).describe())
          .startsWith("UNAVAILABLE")
          .contains("-insert.disable");
    }
  }

  @Test
  void credentials_are_asked_for() throws Exception {
    startPlain("-httpAuth.username=user", "-httpAuth.password=pw");
    GrpcClient client = client();
    assertThat(client.call(PATH, request("one", 1), PLAIN).status().getCode())
        .isEqualTo(Status.Code.UNAUTHENTICATED);
    String[] credentials = {"Authorization", "Basic dXNlcjpwdw=="};
    assertThat(client.call(PATH, request("one", 1), PLAIN, credentials).status())
        .isEqualTo(Status.OK);
    assertThat(rows(credentials)).hasSize(1);
  }

  @Test
  void a_call_whose_time_is_over_stores_nothing() throws Exception {
    startPlain();
    CallOptions hasty = PLAIN.withDeadlineAfter(1, TimeUnit.NANOSECONDS);
    assertThat(client().call(PATH, request("one", 1), hasty).status().getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(rows()).isEmpty();
  }

  @Test
  void the_grpc_address_speaks_tls_unless_told_otherwise() throws Exception {
    Path certificate = copied("cert.pem");
    start("-otlpGRPC.tlsCertFile=" + certificate, "-otlpGRPC.tlsKeyFile=" + copied("key.pem"));
    int port = server.grpcPorts().getFirst();
    GrpcClient client =
        new GrpcClient(
            NettyChannelBuilder.forAddress("localhost", port)
                .sslContext(GrpcSslContexts.forClient().trustManager(certificate.toFile()).build())
                .build());
    started.add(client);
    assertThat(client.call(PATH, request("secret", 1), PLAIN).status()).isEqualTo(Status.OK);
    assertThat(rows()).hasSize(1);
    assertThat(client(port).call(PATH, request("open", 1), PLAIN).status().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  private Path copied(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var resource = GrpcDoorTest.class.getResourceAsStream(name)) {
      Files.write(file, resource.readAllBytes());
    }
    return file;
  }

  @Test
  void only_grpc_is_spoken_at_the_grpc_address() throws Exception {
    startPlain();
    URI health = URI.create("http://127.0.0.1:" + server.grpcPorts().getFirst() + "/metrics");
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void a_busy_grpc_address_is_named_and_nothing_is_left() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String busy = "127.0.0.1:" + taken.getLocalPort();
      assertThatThrownBy(() -> startPlain("-otlpGRPCListenAddr=" + busy))
          .hasMessageContaining(busy);
    }
    startPlain();
    assertThat(ask("GET", "/health")).isEqualTo("OK");
    assertThatThrownBy(() -> startPlain("-otlpGRPCListenAddr=no.such.host.invalid:1"))
        .hasMessageContaining("no.such.host.invalid (-otlpGRPCListenAddr): unknown host");
  }
}
