package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.select.delete.Deletions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Deletions on all nodes, each under the same id everywhere. When a node cannot be asked, others
/// may have begun; asking once more does no harm.
public final class ClusterDeletes implements Deletions {
  /// How long nodes may take to take note of a deletion, milliseconds.
  private static final long MILLIS_MAX = 10_000;

  private final Supplier<NodeQueries> queries;
  private final SecureRandom random = new SecureRandom();

  /// @param queries of the nodes as they are listed then
  public ClusterDeletes(Supplier<NodeQueries> queries) {
    this.queries = queries;
  }

  @Override
  public String begin(TenantId tenant, Filter filter, String text) {
    String id = HexFormat.of().toHexDigits(random.nextLong());
    begin(id, tenant, filter, text);
    return id;
  }

  @Override
  public void begin(String id, TenantId tenant, Filter filter, String text) {
    ByteSink body = new ByteSink();
    Texts.write(id, body);
    body.putInt(tenant.account());
    body.putInt(tenant.project());
    Texts.write(text, body);
    Texts.write(LogsQl.printResolved(filter), body);
    ask(DeleteAnswers.RUN_PATH, body, (_, _, _) -> true);
  }

  @Override
  public void stop(String id) {
    ByteSink body = new ByteSink();
    Texts.write(id, body);
    AtomicBoolean isFound = new AtomicBoolean();
    ask(
        DeleteAnswers.STOP_PATH,
        body,
        (_, piece, _) -> {
          if (piece.getByte() == 1) {
            isFound.set(true);
          }
          return true;
        });
    if (!isFound.get()) {
      throw new VestigeException(ErrorKind.NOT_FOUND, "no delete task " + id + " waits or runs");
    }
  }

  @Override
  public List<Task> active() {
    Map<String, Task> tasks = new TreeMap<>();
    ask(
        DeleteAnswers.ACTIVE_PATH,
        new ByteSink(),
        (_, piece, _) -> {
          synchronized (tasks) {
            while (piece.remaining() > 0) {
              Task task = DeleteAnswers.readTask(piece);
              tasks.putIfAbsent(task.id(), task);
            }
          }
          return true;
        });
    List<Task> sorted = new ArrayList<>(tasks.values());
    sorted.sort(Comparator.comparingLong(Task::startMillis));
    return sorted;
  }

  private void ask(String path, ByteSink body, FanOut.PieceSink sink) {
    var _ =
        queries
            .get()
            .ask(
                Ask.of(path, body, PieceKind.TASKS).ofAll(),
                Cancellation.afterMillis(MILLIS_MAX),
                sink);
  }
}
