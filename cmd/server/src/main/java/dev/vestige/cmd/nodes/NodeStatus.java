package dev.vestige.cmd.nodes;

import dev.vestige.base.Cancellation;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.ListedNode;
import dev.vestige.http.client.ListedNode.Writes;
import dev.vestige.http.client.NodeHello;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What a storage node says of itself, or why it says nothing.
///
/// @param trouble why something will not work now; empty when all does
/// @param answerMillis how long it took to answer
/// @param clockMillis how far its clock is ahead of ours
record NodeStatus(
    String name,
    Writes writes,
    String trouble,
    NodeHello hello,
    long answerMillis,
    long clockMillis) {
  private static final String FORMAT = "%-24s %-8s %-14s %,14d %12d %7d %12d %12d %7s %7s  %s%n";

  /// The names of the columns.
  static final String HEAD =
      String.format(
          Locale.ROOT,
          FORMAT.replaceAll("(,?)(\\d+)d", "$2s"),
          "node",
          "state",
          "version",
          "rows",
          "not in parts",
          "copies",
          "MiB",
          "MiB free",
          "ms",
          "clock",
          "");

  private static final NodeHello NOTHING = new NodeHello(Map.of());

  /// Asks a node; blocks.
  static NodeStatus ask(ListedNode node) {
    String name = node.client().address();
    long begin = System.nanoTime();
    try (ClientAnswer answer =
        node.client()
            .send(
                ClientRequest.get(NodeHello.PATH),
                Cancellation.afterMillis(Limits.HELLO_MILLIS_MAX))) {
      if (!answer.isSuccess()) {
        return down(node, "answers " + NodeHello.PATH + " with " + answer.complaint());
      }
      NodeHello hello = NodeHello.parse(answer.body(Limits.HELLO_BYTES_MAX).toString());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      long clock = hello.number(NodeHello.CLOCK);
      long ahead = clock == 0 ? 0 : clock - (System.currentTimeMillis() - millis / 2);
      return new NodeStatus(name, node.writes(), trouble(hello), hello, millis, ahead);
    } catch (VestigeException e) {
      return down(node, String.valueOf(e.getMessage()));
    }
  }

  /// Asks all nodes at the same time; blocks. The answers are in the order of the list.
  static List<NodeStatus> askAll(List<ListedNode> nodes) {
    Map<ListedNode, NodeStatus> answers = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    for (ListedNode node : nodes) {
      asked.add(Threads.fork("ask-node", () -> answers.put(node, ask(node))));
    }
    asked.forEach(CompletableFuture::join);
    return nodes.stream().map(answers::get).toList();
  }

  private static NodeStatus down(ListedNode node, String why) {
    return new NodeStatus(node.client().address(), node.writes(), "down: " + why, NOTHING, 0, 0);
  }

  private static String trouble(NodeHello hello) {
    if (!hello.get(NodeHello.CLOSED).isEmpty()) {
      return "takes no spans: " + hello.get(NodeHello.CLOSED);
    }
    boolean passesOn = hello.facts().containsKey(NodeHello.NODES);
    if (!passesOn && !hello.has(NodeHello.INSERT, NodeHello.VESTIGE1)) {
      return "takes no spans by " + NodeHello.VESTIGE1;
    }
    if (!hello.has(NodeHello.SELECT, NodeHello.VESTIGE1)) {
      return "answers no questions by " + NodeHello.VESTIGE1;
    }
    return "";
  }

  boolean isGood() {
    return trouble.isEmpty();
  }

  /// A line under [#HEAD].
  String line() {
    return String.format(
        Locale.ROOT,
        FORMAT,
        name,
        isGood() ? state() : "BAD",
        hello.get(NodeHello.VERSION),
        count(NodeHello.ROWS),
        count(NodeHello.PENDING),
        count(NodeHello.PROVISIONAL),
        mebibytes(NodeHello.BYTES),
        mebibytes(NodeHello.FREE),
        answerMillis,
        clockMillis,
        trouble);
  }

  private String state() {
    return isGood() ? writes == Writes.NONE ? "drained" : "good" : "bad";
  }

  /// What programs read, by the names in the API.
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", name);
    facts.put("state", state());
    facts.put("trouble", trouble);
    facts.put("version", hello.get(NodeHello.VERSION));
    facts.put("rows", count(NodeHello.ROWS));
    facts.put("rowsNotInParts", count(NodeHello.PENDING));
    facts.put("copies", count(NodeHello.PROVISIONAL));
    facts.put("bytes", count(NodeHello.BYTES));
    facts.put("freeBytes", count(NodeHello.FREE));
    facts.put("answerMillis", answerMillis);
    facts.put("clockMillis", clockMillis);
    return facts;
  }

  private long count(String word) {
    return hello.number(word);
  }

  private long mebibytes(String word) {
    return hello.number(word) >> 20;
  }
}
