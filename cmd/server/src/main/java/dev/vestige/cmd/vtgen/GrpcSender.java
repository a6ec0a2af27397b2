package dev.vestige.cmd.vtgen;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.grpc.GrpcChannel;
import dev.vestige.insert.OtlpGrpcExport;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Sends OTLP over gRPC.
final class GrpcSender implements Sender {
  private static final int DEADLINE_EXCEEDED = 4;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNAVAILABLE = 14;
  private static final Set<Integer> WORTH_A_RETRY =
      Set.of(DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE);
  private static final Set<ErrorKind> PASSING =
      Set.of(ErrorKind.UNAVAILABLE, ErrorKind.DEADLINE_EXCEEDED);
  private static final long RETRY_MILLIS = 1_000;
  private static final int USUAL_PORT = 4317;

  private final GrpcChannel channel;
  private final Map<String, String> metadata = new HashMap<>();
  private final Packing packing;

  GrpcSender(URI address, Map<String, String> headers, Packing packing) {
    int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
    this.channel =
        address.getScheme().equals("https")
            ? GrpcChannel.secure(address.getHost(), port)
            : GrpcChannel.plain(address.getHost(), port);
    this.packing = packing;
    headers.forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
  }

  @Override
  public Outcome send(ByteSlice request) {
    try {
      GrpcChannel.Reply reply =
          channel.call(
              OtlpGrpcExport.PATH,
              metadata,
              packing.encoding(),
              packing.pack(request),
              Limits.REQUEST_MILLIS_MAX);
      return outcome(reply);
    } catch (VestigeException e) {
      return PASSING.contains(e.kind())
          ? Outcome.later(e.getMessage(), RETRY_MILLIS)
          : Outcome.refused(e.getMessage());
    }
  }

  private static Outcome outcome(GrpcChannel.Reply reply) {
    if (reply.status() == 0) {
      PartialSuccess partial = PartialSuccess.ofProtobuf(reply.body());
      return Outcome.accepted(partial.rejectedSpans(), partial.message());
    }
    String message = "status " + reply.status() + ": " + reply.message();
    return WORTH_A_RETRY.contains(reply.status())
        ? Outcome.later(message, RETRY_MILLIS)
        : Outcome.refused(message);
  }

  @Override
  public void close() {
    channel.close();
  }
}
