package dev.vestige.http.grpc;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.Limits;
import dev.vestige.http.coding.ByteArrays;
import dev.vestige.http.coding.Coding;
import dev.vestige.http.coding.Decompressor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Serves the gRPC protocol for calls with one request and one reply message: each is a byte that
/// says whether it is compressed, four bytes of length, and the message; the status comes in
/// trailing headers. An endpoint like others, reached over HTTP/2. Thread-safe.
public final class GrpcUnary implements Endpoint {
  private static final int FRAME_HEADER_BYTES = 5;
  private static final String CONTENT_TYPE = "application/grpc";
  private static final String ACCEPTED = "identity,gzip,deflate,zstd,snappy";

  private final Map<String, GrpcMethod> methods;
  private final long messageBytesMax;
  private final ByteArrays arrays = new ByteArrays(Limits.KEPT_BODY_ARRAYS_BYTES_MAX);
  private final Decompressor decompressor = new Decompressor(arrays);

  /// @param methods by path: `/package.Service/Method`
  /// @param messageBytesMax the longest message, compressed or expanded
  public GrpcUnary(Map<String, GrpcMethod> methods, long messageBytesMax) {
    this.methods = Map.copyOf(methods);
    this.messageBytesMax = messageBytesMax;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    exchange.setHeader("grpc-accept-encoding", ACCEPTED);
    GrpcMethod method = methods.get(exchange.path());
    String encoding = exchange.header("grpc-encoding").orElse("identity");
    Optional<Coding> coding = codingOf(encoding);
    if (method == null) {
      end(exchange, GrpcStatus.unimplemented("unknown method " + exchange.path()));
    } else if (coding.isEmpty()) {
      end(exchange, GrpcStatus.unimplemented("unknown grpc-encoding " + encoding));
    } else {
      call(exchange, method, coding.get());
    }
  }

  @Override
  public void refuse(Exchange exchange, VestigeException error) throws IOException {
    end(exchange, GrpcStatus.of(error));
  }

  private static Optional<Coding> codingOf(String encoding) {
    return switch (encoding) {
      case "identity" -> Optional.of(Coding.IDENTITY);
      case "gzip" -> Optional.of(Coding.GZIP);
      case "deflate" -> Optional.of(Coding.DEFLATE);
      case "zstd" -> Optional.of(Coding.ZSTD);
      case "snappy" -> Optional.of(Coding.SNAPPY_ANY);
      default -> Optional.empty();
    };
  }

  private void call(Exchange exchange, GrpcMethod method, Coding coding) throws IOException {
    if (!exchange.method().equals("POST")) {
      throw new VestigeException(
          ErrorKind.METHOD_NOT_ALLOWED, "expected the method POST, found " + exchange.method());
    }
    GrpcMetadata metadata =
        new Metadata(
            exchange, GrpcDeadline.of(exchange.header("grpc-timeout"), exchange.cancellation()));
    ByteSlice body = exchange.body(messageBytesMax + FRAME_HEADER_BYTES);
    ByteSlice sent = messageIn(body);
    boolean isCompressed = body.array()[body.offset()] == 1;
    if (!isCompressed) {
      reply(exchange, method.call(metadata, sent));
      return;
    }
    if (coding == Coding.IDENTITY) {
      throw VestigeException.invalidInput("the message is compressed, but not by grpc-encoding");
    }
    ByteSlice expanded = decompressor.expand(coding, sent, Limits.expansion(messageBytesMax));
    try {
      reply(exchange, method.call(metadata, expanded));
    } finally {
      arrays.give(expanded.array());
    }
  }

  private static ByteSlice messageIn(ByteSlice body) {
    if (body.length() < FRAME_HEADER_BYTES) {
      throw VestigeException.invalidInput(
          "expected one message, found a body of " + body.length() + " bytes");
    }
    byte[] array = body.array();
    int offset = body.offset();
    long length = 0;
    for (int i = 1; i < FRAME_HEADER_BYTES; i++) {
      length = (length << 8) | (array[offset + i] & 0xff);
    }
    if (array[offset] < 0 || array[offset] > 1 || length != body.length() - FRAME_HEADER_BYTES) {
      throw VestigeException.invalidInput(
          "expected one message of "
              + (body.length() - FRAME_HEADER_BYTES)
              + " bytes, found a frame that says "
              + length);
    }
    return new ByteSlice(array, offset + FRAME_HEADER_BYTES, (int) length);
  }

  private static void reply(Exchange exchange, ByteSlice message) throws IOException {
    byte[] frame = new byte[FRAME_HEADER_BYTES + message.length()];
    for (int i = 1; i < FRAME_HEADER_BYTES; i++) {
      frame[i] = (byte) (message.length() >>> (8 * (FRAME_HEADER_BYTES - 1 - i)));
    }
    System.arraycopy(
        message.array(), message.offset(), frame, FRAME_HEADER_BYTES, message.length());
    exchange.send(200, CONTENT_TYPE, ByteSlice.of(frame), GrpcStatus.OK.trailers());
  }

  private static void end(Exchange exchange, GrpcStatus status) throws IOException {
    exchange.send(200, CONTENT_TYPE, ByteSlice.EMPTY, status.trailers());
  }

  private record Metadata(Exchange exchange, Cancellation cancellation) implements GrpcMetadata {
    @Override
    public Optional<String> header(String name) {
      return exchange.header(name);
    }

    @Override
    public TenantId tenant() {
      return exchange.tenant();
    }

    @Override
    public String remoteAddress() {
      return exchange.remoteAddress();
    }
  }
}
