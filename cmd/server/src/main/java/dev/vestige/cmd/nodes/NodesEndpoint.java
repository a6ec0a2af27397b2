package dev.vestige.cmd.nodes;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.http.client.ListedNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// `/internal/nodes`: what each storage node says of itself. A node with a store of its own has
/// none.
public final class NodesEndpoint implements Endpoint {
  public static final String PATH = "/internal/nodes";
  private static final JsonMapper JSON = new JsonMapper();

  private final Supplier<List<ListedNode>> nodes;

  public NodesEndpoint(Supplier<List<ListedNode>> nodes) {
    this.nodes = nodes;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    List<Map<String, Object>> all =
        NodeStatus.askAll(nodes.get()).stream().map(NodeStatus::facts).toList();
    byte[] body = JSON.writeValueAsBytes(Map.of("nodes", all));
    exchange.send(200, "application/json", new ByteSlice(body, 0, body.length));
  }
}
