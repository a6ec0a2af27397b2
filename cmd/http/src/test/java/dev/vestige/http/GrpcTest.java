package dev.vestige.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.Coding;
import dev.vestige.http.coding.Samples;
import dev.vestige.http.grpc.GrpcMetadata;
import dev.vestige.http.grpc.GrpcUnary;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// gRPC calls of a real client, and of one that breaks the rules.
final class GrpcTest {
  private static final int LIMIT = 4 << 20;

  private static TestServer server;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() {
    GrpcUnary unary =
        new GrpcUnary(
            Map.of(
                "/test.Echo/Echo",
                (_, message) -> message,
                "/test.Echo/Tenant",
                (metadata, _) -> ByteSlice.utf8(metadata.tenant().toString()),
                "/test.Echo/Fail",
                GrpcTest::fail,
                "/test.Echo/Wait",
                GrpcTest::waitForTheEnd),
            LIMIT);
    Router router =
        Router.builder()
            .exact("/health", TestServer.text("OK"), RouteOptions.DEFAULT)
            .grpc(unary, RouteOptions.DEFAULT)
            .build();
    server = TestServer.start(router);
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port)
            .usePlaintext()
            .maxInboundMessageSize(LIMIT)
            .build();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    server.close();
  }

  private static ByteSlice fail(GrpcMetadata metadata, ByteSlice message) {
    throw new VestigeException(ErrorKind.valueOf(message.toString()), "it went wr\u00f6ng");
  }

  private static ByteSlice waitForTheEnd(GrpcMetadata metadata, ByteSlice message) {
    while (true) {
      metadata.cancellation().check();
      Thread.onSpinWait();
    }
  }

  /// What a call ended with.
  private record End(Status status, ByteSlice reply, Metadata trailers) {}

  private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class EndListener extends ClientCall.Listener<byte[]> {
    final CompletableFuture<End> end = new CompletableFuture<>();
    private ByteSlice reply = ByteSlice.EMPTY;

    @Override
    public void onMessage(byte[] message) {
      reply = ByteSlice.of(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end.complete(new End(status, reply, trailers));
    }
  }

  private static End call(String method, byte[] message, Metadata metadata, CallOptions options)
      throws Exception {
    BytesMarshaller marshaller = new BytesMarshaller();
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder(marshaller, marshaller)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method)
            .build();
    ClientCall<byte[], byte[]> call = channel.newCall(descriptor, options);
    EndListener listener = new EndListener();
    call.start(listener, metadata);
    call.request(1);
    call.sendMessage(message);
    call.halfClose();
    return listener.end.get(30, TimeUnit.SECONDS);
  }

  private static End call(String method, byte[] message) throws Exception {
    return call(method, message, new Metadata(), CallOptions.DEFAULT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void answers_a_call() throws Exception {
    End end = call("test.Echo/Echo", bytes("hello"));
    assertThat(end.status().getCode()).isEqualTo(Status.Code.OK);
    assertThat(end.reply().toString()).isEqualTo("hello");
    assertThat(call("test.Echo/Echo", new byte[0]).reply().length()).isZero();
  }

  @Test
  void carries_large_messages() throws Exception {
    byte[] large = Samples.text(3_000_000);
    assertThat(call("test.Echo/Echo", large).reply().toByteArray()).isEqualTo(large);
    CallOptions gzip = CallOptions.DEFAULT.withCompression("gzip");
    assertThat(call("test.Echo/Echo", large, new Metadata(), gzip).reply().toByteArray())
        .isEqualTo(large);
  }

  @Test
  void passes_metadata_on() throws Exception {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("accountid", Metadata.ASCII_STRING_MARSHALLER), "12");
    metadata.put(Metadata.Key.of("projectid", Metadata.ASCII_STRING_MARSHALLER), "34");
    End end = call("test.Echo/Tenant", new byte[0], metadata, CallOptions.DEFAULT);
    assertThat(end.reply().toString()).isEqualTo("12:34");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_INPUT,INVALID_ARGUMENT",
    "UNAVAILABLE,UNAVAILABLE",
    "RESOURCE_EXHAUSTED,UNAVAILABLE",
    "IO,UNAVAILABLE",
    "INTERNAL,INTERNAL",
    "CORRUPT,DATA_LOSS",
    "UNAUTHENTICATED,UNAUTHENTICATED",
  })
  void tells_errors_by_their_kind(ErrorKind kind, Status.Code code) throws Exception {
    End end = call("test.Echo/Fail", bytes(kind.name()));
    assertThat(end.status().getCode()).isEqualTo(code);
    assertThat(end.status().getDescription()).isEqualTo("it went wr\u00f6ng");
    Metadata.Key<byte[]> details =
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    assertThat(end.trailers().containsKey(details)).isEqualTo(code == Status.Code.UNAVAILABLE);
  }

  @Test
  void does_not_know_other_methods() throws Exception {
    End end = call("test.Echo/Nope", new byte[0]);
    assertThat(end.status().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(end.status().getDescription()).contains("/test.Echo/Nope");
  }

  @Test
  void refuses_messages_beyond_the_limit() throws Exception {
    End end = call("test.Echo/Echo", new byte[LIMIT + 1]);
    assertThat(end.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    CallOptions gzip = CallOptions.DEFAULT.withCompression("gzip");
    End bomb = call("test.Echo/Echo", new byte[LIMIT + 1], new Metadata(), gzip);
    assertThat(bomb.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(bomb.status().getDescription()).contains("expands");
  }

  @Test
  void stops_at_the_deadline_and_when_the_caller_goes_away() throws Exception {
    call("test.Echo/Echo", bytes("connect first"));
    server.recorder.await(() -> server.server.requestsInFlight() == 0);
    int before = server.recorder.summaries().size();
    End end =
        call(
            "test.Echo/Wait",
            new byte[0],
            new Metadata(),
            CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.SECONDS));
    assertThat(end.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    server.recorder.await(() -> server.recorder.summaries().size() > before);
    server.recorder.await(() -> server.server.requestsInFlight() == 0);
    assertThat(rawTo("/test.Echo/Wait", frame(0, new byte[0]), "grpc-timeout", "50m"))
        .isEqualTo("200 0 bytes, status 4");
  }

  private static byte[] frame(int flag, byte[] message) {
    byte[] frame = new byte[5 + message.length];
    frame[0] = (byte) flag;
    frame[1] = (byte) (message.length >> 24);
    frame[2] = (byte) (message.length >> 16);
    frame[3] = (byte) (message.length >> 8);
    frame[4] = (byte) message.length;
    System.arraycopy(message, 0, frame, 5, message.length);
    return frame;
  }

  private static String raw(byte[] body, String... headers) {
    return rawTo("/test.Echo/Echo", body, headers);
  }

  private static String rawTo(String path, byte[] body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "content-type";
    all[headers.length + 1] = "application/grpc+proto";
    try (Http2Client client = new Http2Client(server.port)) {
      Http2Client.Stream stream = client.post(path, body, all);
      return stream.grpcAnswer();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void expands_messages_by_their_encoding(Coding coding) {
    byte[] text = Samples.text(10_000);
    String encoding =
        coding == Coding.SNAPPY_ANY ? "snappy" : coding.name().toLowerCase(java.util.Locale.ROOT);
    assertThat(raw(frame(1, Samples.compress(coding, text)), "grpc-encoding", encoding))
        .isEqualTo("200 10005 bytes, status 0");
    assertThat(raw(frame(1, bytes("garbage")), "grpc-encoding", encoding))
        .isEqualTo("200 0 bytes, status 3");
  }

  @Test
  void refuses_what_breaks_the_protocol() {
    assertThat(raw(frame(0, bytes("x")), "grpc-encoding", "lz4")).endsWith("status 12");
    assertThat(raw(frame(1, bytes("x")))).endsWith("status 3");
    assertThat(raw(frame(2, bytes("x")))).endsWith("status 3");
    assertThat(raw(new byte[0])).endsWith("status 3");
    assertThat(raw(new byte[4])).endsWith("status 3");
    assertThat(raw(Arrays.copyOf(frame(0, bytes("x")), 7))).endsWith("status 3");
    assertThat(raw(new byte[] {0, -1, -1, -1, -1})).endsWith("status 3");
    assertThat(raw(frame(0, bytes("x")), "grpc-timeout", "soon")).endsWith("status 3");
  }

  /// What the router says reaches the caller as the status of its call, too.
  @Test
  void tells_what_stands_before_it_as_a_status() throws Exception {
    AdmissionGate full =
        new AdmissionGate(
            new AdmissionGate.Options("calls", "-calls", 0, 0, 1, ErrorKind.UNAVAILABLE));
    GrpcUnary echo = new GrpcUnary(Map.of("/test.Echo/Echo", (_, message) -> message), LIMIT);
    Router busy = Router.builder().grpc(echo, RouteOptions.DEFAULT.with(full)).build();
    try (TestServer busyServer = TestServer.start(busy);
        Http2Client client = new Http2Client(busyServer.port)) {
      byte[] frame = frame(0, bytes("x"));
      String[] type = {"content-type", "application/grpc"};
      assertThat(client.post("/test.Echo/Echo", frame, type).grpcAnswer())
          .isEqualTo("200 0 bytes, status 14");
      String[] web = {"content-type", "application/grpc-web"};
      assertThat(client.post("/test.Echo/Echo", frame, web).answer()).startsWith("404 ");
    }
  }

  @Test
  void serves_http_beside_it() {
    try (RawClient client = server.connect()) {
      assertThat(client.get("/health").answer().text()).isEqualTo("OK");
    }
  }
}
