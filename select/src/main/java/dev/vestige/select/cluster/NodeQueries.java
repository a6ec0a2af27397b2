package dev.vestige.select.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.HttpClient;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.RemoteNodes;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.cluster.FanOut.PieceSink;
import dev.vestige.storage.SearchStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks other nodes for rows. Each answer is read on a thread of its own, as fast as the rows are
/// used. Safe for use by many threads.
public final class NodeQueries implements RemoteNodes {
  private static final Set<Integer> AWAY = Set.of(502, 503, 504);

  private final List<AskedNode> nodes;
  private final long silenceMillisMax;
  private final String options;

  /// Whether nodes compress their answers.
  public enum Compression {
    ON,
    OFF
  }

  /// @param nodes that keep rows
  public NodeQueries(List<HttpClient> nodes, Compression compression) {
    this(nodes, compression, Limits.SILENCE_MILLIS_MAX);
  }

  /// @param silenceMillisMax how long a node may say nothing before it counts as gone
  NodeQueries(List<HttpClient> nodes, Compression compression, long silenceMillisMax) {
    this(
        nodes.stream().map(AskedNode::new).toList(),
        silenceMillisMax,
        "?version="
            + NodeAnswers.VERSION
            + "&"
            + NodeAnswers.WITH_PLACEMENTS
            + "=1&disable_compression="
            + (compression == Compression.OFF));
  }

  private NodeQueries(List<AskedNode> nodes, long silenceMillisMax, String options) {
    this.nodes = List.copyOf(nodes);
    this.silenceMillisMax = silenceMillisMax;
    this.options = options;
  }

  /// The same of other nodes; what is known of those that stay is kept.
  public NodeQueries among(List<HttpClient> clients) {
    if (clients.equals(nodes.stream().map(AskedNode::client).toList())) {
      return this;
    }
    List<AskedNode> asked = new ArrayList<>();
    for (HttpClient client : clients) {
      asked.add(
          nodes.stream()
              .filter(node -> node.client() == client)
              .findFirst()
              .orElseGet(() -> new AskedNode(client)));
    }
    return new NodeQueries(asked, silenceMillisMax, options);
  }

  @Override
  public String name(int number) {
    return nodes.get(number).address();
  }

  @Override
  public int count() {
    return nodes.size();
  }

  @Override
  public SearchStatistics ask(QueryPart part, RunContext context, BlockSink output) {
    ByteSink body = new ByteSink();
    Question.of(part, context).write(body);
    return ask(
        Ask.of(NodeAnswers.QUERY_PATH, body, PieceKind.BLOCK),
        context.cancellation(),
        (_, content, number) -> output.accept(BlockCodec.read(content), number));
  }

  @Override
  public SearchStatistics gather(QueryPart part, RunContext context, GatheredSink output) {
    ByteSink body = new ByteSink();
    Texts.write(output.name(), body);
    ByteSink description = new ByteSink();
    output.describe(description);
    body.putSized(description.array(), 0, description.position());
    Question.of(part, context).write(body);
    return ask(
        Ask.of(NodeAnswers.GATHER_PATH, body, PieceKind.STATE),
        context.cancellation(),
        (_, content, _) -> {
          synchronized (output) {
            output.merge(content);
          }
          return true;
        });
  }

  /// Passes the answers of all nodes to the sink; returns when they have ended.
  SearchStatistics ask(Ask ask, Cancellation cancellation, PieceSink sink) {
    return new FanOut(nodes, ask, cancellation, silenceMillisMax)
        .run(
            (node, number, silence, ending) ->
                send(node, ask.path(), ask.bodies().apply(number), silence, ending),
            sink);
  }

  private ClientAnswer send(
      AskedNode node, String path, ByteSink body, long silence, Cancellation cancellation) {
    ByteSlice question = body.slice();
    ClientAnswer answer =
        node.client()
            .send(
                ClientRequest.post(path + options, Map.of(), question).withSilenceMax(silence),
                cancellation);
    if (answer.isSuccess()) {
      return answer;
    }
    try (answer) {
      // What the question itself is refused for comes as a piece of an answer.
      String said = "the node " + node.address() + " answered " + answer.complaint();
      throw AWAY.contains(answer.status())
          ? new NodeAwayException(said)
          : new VestigeException(ErrorKind.BAD_GATEWAY, said);
    }
  }
}
