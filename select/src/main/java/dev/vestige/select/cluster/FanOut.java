package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// Asks all nodes at the same time. The first failure ends the others, and is thrown when all have
/// ended. Used once.
final class FanOut {
  private final List<HttpClient> nodes;
  private final List<Cancellation> cancellations = new ArrayList<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /// Asks one node.
  interface Task {
    void ask(HttpClient node, int number, Cancellation cancellation);
  }

  /// @param cancellation ends all
  FanOut(List<HttpClient> nodes, Cancellation cancellation) {
    this.nodes = nodes;
    for (int i = 0; i < nodes.size(); i++) {
      cancellations.add(Cancellation.afterMillis(cancellation.remainingMillis()));
    }
    cancellation.onCancel(this::stop);
  }

  /// Breaks all questions off; what they fail with then does not count.
  void stop() {
    cancellations.forEach(Cancellation::cancel);
  }

  void run(Task task) {
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int number = i;
      asked.add(Threads.fork("ask-node", () -> ask(task, number)));
    }
    asked.forEach(CompletableFuture::join);
    RuntimeException found = failure.get();
    if (found != null) {
      throw found;
    }
  }

  private void ask(Task task, int number) {
    try {
      task.ask(nodes.get(number), number, cancellations.get(number));
    } catch (RuntimeException e) {
      if (!cancellations.get(number).isCancelled()) {
        failure.compareAndSet(null, named(nodes.get(number), e));
        stop();
      }
    }
  }

  /// What a node sent that cannot be read is a failure of that node, not of this one.
  private static RuntimeException named(HttpClient node, RuntimeException e) {
    return e instanceof VestigeException known && known.kind() == ErrorKind.CORRUPT
        ? new VestigeException(
            ErrorKind.BAD_GATEWAY,
            "the node " + node.address() + " sent what cannot be read: " + known.getMessage(),
            e)
        : e;
  }
}
