package dev.vestige.select.delete;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.Threads;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.RowDeleter;
import dev.vestige.logsql.filter.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs deletions one after another in the background, in the order in which they were asked for. A
/// task ends with the process; what it has deleted by then stays deleted, and it can be asked for
/// again. Safe for use by several threads.
public final class DeleteTasks implements Deletions, AutoCloseable {
  /// Deletions that wait: each is a few hundred bytes and may mean hours of work.
  static final int WAITING_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(DeleteTasks.class);

  private final RowDeleter deleter;
  private final Map<String, DeleteTask> active = new LinkedHashMap<>();
  private long lastId = System.currentTimeMillis();
  private boolean isRunning;
  private boolean closed;

  public DeleteTasks(RowDeleter deleter) {
    this.deleter = deleter;
  }

  @Override
  public synchronized String begin(TenantId tenant, Filter filter, String text) {
    String id = Long.toString(++lastId);
    begin(id, tenant, filter, text);
    return id;
  }

  @Override
  public synchronized void begin(String id, TenantId tenant, Filter filter, String text) {
    if (active.containsKey(id)) {
      return;
    }
    if (closed || active.size() >= WAITING_MAX) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE,
          closed ? "the server is stopping" : WAITING_MAX + " deletions wait already");
    }
    DeleteTask task =
        new DeleteTask(
            new Task(id, tenant, text, System.currentTimeMillis()), filter, Cancellation.never());
    active.put(id, task);
    if (!isRunning) {
      isRunning = true;
      Threads.start("delete-tasks", this::runAll);
    }
  }

  @Override
  public synchronized void stop(String id) {
    DeleteTask task = active.remove(id);
    if (task == null) {
      throw new VestigeException(ErrorKind.NOT_FOUND, "no delete task " + id + " waits or runs");
    }
    task.cancellation().cancel();
  }

  @Override
  public synchronized List<Task> active() {
    return active.values().stream().map(DeleteTask::facts).toList();
  }

  private synchronized Optional<DeleteTask> next() {
    Optional<DeleteTask> first = active.values().stream().findFirst();
    isRunning = first.isPresent();
    return first;
  }

  private void runAll() {
    for (Optional<DeleteTask> task = next(); task.isPresent(); task = next()) {
      run(task.get());
      synchronized (this) {
        active.remove(task.get().facts().id());
      }
    }
  }

  private void run(DeleteTask deletion) {
    Task task = deletion.facts();
    try {
      long rows = deleter.delete(task.tenant(), deletion.filter(), deletion.cancellation());
      LOG.info("delete task {} of tenant {} deleted {} rows", task.id(), task.tenant(), rows);
    } catch (VestigeException e) {
      if (deletion.cancellation().isCancelled()) {
        LOG.info("delete task {} was stopped", task.id());
      } else {
        LOG.error("delete task {} with filter {} failed", task.id(), task.text(), e);
      }
    } catch (RuntimeException e) {
      LOG.error("delete task {} with filter {} failed", task.id(), task.text(), e);
    }
  }

  /// Stops all.
  @Override
  public synchronized void close() {
    closed = true;
    active.values().forEach(task -> task.cancellation().cancel());
    active.clear();
  }
}
