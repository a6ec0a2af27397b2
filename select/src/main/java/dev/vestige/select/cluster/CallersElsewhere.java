package dev.vestige.select.cluster;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.RollupSums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Looks on the other nodes for the callers that a node does not know: a trace lies on several
/// nodes where one of them was away when it came, or when the list of nodes has changed.
final class CallersElsewhere {
  private final NodeQueries queries;

  // Guarded by this.
  private final List<OpenCall> calls = new ArrayList<>();
  private final List<Integer> nodeOf = new ArrayList<>();

  CallersElsewhere(NodeQueries queries) {
    this.queries = queries;
  }

  /// Takes what a node does not know.
  synchronized void read(ByteSource piece, int node) {
    CallCodec.read(
        piece,
        call -> {
          if (calls.size() >= Limits.OPEN_CALLS_MAX) {
            throw new VestigeException(
                ErrorKind.RESOURCE_EXHAUSTED,
                "more than "
                    + Limits.OPEN_CALLS_MAX
                    + " spans of this time have their parents elsewhere; ask for less time");
          }
          calls.add(call);
          nodeOf.add(node);
        });
  }

  /// Counts the calls whose callers another node has, and hands on the others.
  synchronized void resolve(RollupSums sums, Consumer<OpenCall> unresolved) {
    String[] callers = new String[calls.size()];
    if (!calls.isEmpty() && queries.count() > 1) {
      var _ =
          queries.ask(
              Ask.of(NodeAnswers.CALLERS_PATH, new ByteSink(), PieceKind.CALLERS)
                  .withBodies(questions()::get),
              sums.query().cancellation(),
              (_, piece, _) -> {
                synchronized (callers) {
                  while (piece.remaining() > 0) {
                    int number = piece.getCount("the number of a call", callers.length - 1);
                    callers[number] = Texts.read(piece);
                  }
                }
                return true;
              });
    }
    for (int i = 0; i < callers.length; i++) {
      if (callers[i] == null) {
        unresolved.accept(calls.get(i));
      } else {
        calls.get(i).countFor(callers[i], sums);
      }
    }
  }

  /// Each node is asked for what the others do not know.
  private List<ByteSink> questions() {
    List<ByteSink> bodies = new ArrayList<>();
    for (int node = 0; node < queries.count(); node++) {
      ByteSink body = new ByteSink();
      for (int i = 0; i < calls.size(); i++) {
        if (nodeOf.get(i) != node) {
          body.putVarint(i);
          CallCodec.write(calls.get(i), body);
        }
      }
      bodies.add(body);
    }
    return bodies;
  }
}
