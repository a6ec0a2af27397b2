package dev.vestige.select.cluster;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.select.request.Completeness;
import dev.vestige.select.request.Completeness.Wish;
import java.util.Set;
import java.util.function.IntFunction;

/// What all nodes are asked.
///
/// @param bodies by the number of the node
/// @param expected the kinds of pieces that answers are of
/// @param wish what to do when a node is away
/// @param onBegun runs when all nodes have begun to answer that will
/// @param onAway told of nodes that the answer goes without
record Ask(
    String path,
    IntFunction<ByteSink> bodies,
    Set<PieceKind> expected,
    Wish wish,
    Runnable onBegun,
    Away onAway) {
  /// Told of a node that is away, when what the others have is passed on without it.
  interface Away {
    /// Fails where an answer without it cannot be.
    void goneWithout(String node, RuntimeException why);
  }

  /// The same for all; what the request that this thread serves wishes.
  static Ask of(String path, ByteSink body, PieceKind... expected) {
    return new Ask(
        path,
        _ -> body,
        Set.of(expected),
        Completeness.wish(),
        () -> {},
        (node, _) -> Completeness.lack(node));
  }

  Ask withBodies(IntFunction<ByteSink> newBodies) {
    return new Ask(path, newBodies, expected, wish, onBegun, onAway);
  }

  /// Nothing less than the answers of all will do.
  Ask ofAll() {
    return new Ask(path, bodies, expected, Wish.WHOLE, onBegun, onAway);
  }

  Ask onBegun(Runnable newOnBegun) {
    return new Ask(path, bodies, expected, wish, newOnBegun, onAway);
  }

  /// Whatever the request wishes, the answers of some will do; who asks makes something of it.
  Ask ofSome(Away newOnAway) {
    return new Ask(path, bodies, expected, Wish.PARTIAL, onBegun, newOnAway);
  }
}
