package dev.vestige.storage;

import dev.vestige.base.encoding.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Which node of a cluster keeps which trace, by rendezvous hashing: a node's weight for a trace is
/// `mix(XXH64(the 16 bytes of the trace id) xor XXH64(name of the node))`, and the node with the
/// highest unsigned weight has it. So a node that comes takes an equal share from each of the
/// others, one that goes leaves its traces to all of them, and nothing else moves. Immutable.
public final class TracePlacement {
  private final long[] nodes;

  /// @param names of the nodes, at least one; their order means nothing
  public TracePlacement(List<String> names) {
    nodes = new long[names.size()];
    for (int i = 0; i < nodes.length; i++) {
      byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
      nodes[i] = Hashing.xxh64(name, 0, name.length);
    }
  }

  /// The key of a trace, from which its weights are made.
  public static long key(long traceIdHigh, long traceIdLow) {
    return Hashing.xxh64(Long.reverseBytes(traceIdHigh), Long.reverseBytes(traceIdLow));
  }

  /// The node that comes first for a trace among those that are not left out, -1 when all are.
  ///
  /// @param isLeftOut by node
  public int first(long key, boolean[] isLeftOut) {
    int best = -1;
    long bestWeight = 0;
    for (int node = 0; node < nodes.length; node++) {
      if (isLeftOut[node]) {
        continue;
      }
      long weight = Hashing.mix(key ^ nodes[node]);
      if (best < 0 || Long.compareUnsigned(weight, bestWeight) > 0) {
        best = node;
        bestWeight = weight;
      }
    }
    return best;
  }
}
