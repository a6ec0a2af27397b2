package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.ClientRequest.Repeat;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Passes on what names one of the nodes that this node lists: parcels, orders and greetings, as
/// they are. The answer is that node's; 503 says that it surely got nothing, 502 that nobody knows.
public final class RelayEndpoint implements Endpoint {
  /// The argument with the name of the node that a request is for.
  static final String NODE = "node";

  /// The argument with the number of nodes that have passed a request on.
  static final String LEVELS = "levels";

  /// What concerns this node only.
  private static final List<String> OWN_ARGUMENTS = List.of(NODE, LEVELS, "authKey");

  private static final List<String> PASSED_HEADERS = List.of("Content-Type", "Content-Encoding");

  private final NodeSink sink;
  private final long bytesMax;
  private final Endpoint own;

  /// @param bytesMax the largest body, as it is sent
  /// @param own serves what names no node
  public RelayEndpoint(NodeSink sink, long bytesMax, Endpoint own) {
    this.sink = sink;
    this.bytesMax = bytesMax;
    this.own = own;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    String name = exchange.queryArgument(NODE).orElse("");
    if (name.isEmpty()) {
      own.serve(exchange);
      return;
    }
    Reply reply = sink.node(name).pass(request(exchange), levels(exchange));
    exchange.send(reply.status(), reply.contentType(), reply.body());
  }

  private ClientRequest request(Exchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : PASSED_HEADERS) {
      exchange.header(name).ifPresent(value -> headers.put(name, value));
    }
    String query =
        Arrays.stream(exchange.rawQuery().split("&", -1))
            .filter(argument -> !OWN_ARGUMENTS.contains(argument.split("=", 2)[0]))
            .collect(Collectors.joining("&"));
    // A copy: when no answer comes, the request may still be on its way when this one is over.
    ByteSlice body = ByteSlice.of(exchange.rawBody(bytesMax).toByteArray());
    String target = query.isEmpty() ? exchange.rawPath() : exchange.rawPath() + '?' + query;
    return new ClientRequest(exchange.method(), target, headers, body, Repeat.HARMLESS);
  }

  private static int levels(Exchange exchange) {
    String text = exchange.queryArgument(LEVELS).orElse("1");
    if (!text.matches("\\d{1,4}")) {
      throw VestigeException.invalidInput(
          "expected a number in the argument " + LEVELS + ", found \"" + text + '"');
    }
    int levels = Integer.parseInt(text);
    if (levels > Limits.LEVELS_MAX) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE,
          "more than "
              + Limits.LEVELS_MAX
              + " nodes have passed this on: do they list one another in a circle?");
    }
    return levels;
  }
}
