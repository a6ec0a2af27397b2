package dev.vestige.select.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.HttpClient;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.RemoteNodes;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.storage.SearchStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Asks other nodes for rows. Each answer is read on a thread of its own, as fast as the rows are
/// used. Safe for use by many threads.
public final class NodeQueries implements RemoteNodes {
  private final List<HttpClient> nodes;
  private final String options;

  /// Whether nodes compress their answers.
  public enum Compression {
    ON,
    OFF
  }

  /// @param nodes that keep rows
  public NodeQueries(List<HttpClient> nodes, Compression compression) {
    this.nodes = List.copyOf(nodes);
    this.options =
        "?version="
            + NodeAnswers.VERSION
            + "&disable_compression="
            + (compression == Compression.OFF);
  }

  @Override
  public int count() {
    return nodes.size();
  }

  List<HttpClient> nodes() {
    return nodes;
  }

  @Override
  public SearchStatistics ask(QueryPart part, RunContext context, BlockSink output) {
    ByteSink body = new ByteSink();
    new Question(
            context.tenants(),
            context.range(),
            context.cancellation().remainingMillis(),
            context.stepNanos(),
            part)
        .write(body);
    AtomicReference<SearchStatistics> read = new AtomicReference<>(SearchStatistics.NONE);
    FanOut all = new FanOut(nodes, context.cancellation());
    all.run((node, number, cancellation) -> {
      try (ClientAnswer answer = send(node, NodeAnswers.QUERY_PATH, body, cancellation);
          PieceReader pieces = new PieceReader(node.address(), answer.stream())) {
        Optional<ByteSource> piece = pieces.next(PieceKind.BLOCK);
        while (piece.isPresent()) {
          if (!output.accept(BlockCodec.read(piece.get()), number)) {
            all.stop();
            return;
          }
          piece = pieces.next(PieceKind.BLOCK);
        }
        read.accumulateAndGet(pieces.read(), SearchStatistics::plus);
      }
    });
    context.cancellation().check();
    return Objects.requireNonNull(read.get());
  }

  /// Sends a question and returns the answer, which is a success.
  ///
  /// @throws VestigeException BAD_GATEWAY when there is none
  ClientAnswer send(HttpClient node, String path, ByteSink body, Cancellation cancellation) {
    ByteSlice question = body.slice();
    ClientAnswer answer =
        node.send(ClientRequest.post(path + options, Map.of(), question), cancellation);
    if (answer.isSuccess()) {
      return answer;
    }
    try (answer) {
      // What the question itself is refused for comes as a piece of an answer.
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY, "the node " + node.address() + " answered " + answer.complaint());
    }
  }
}
