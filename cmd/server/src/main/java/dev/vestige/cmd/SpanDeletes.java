package dev.vestige.cmd;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.TaskFlags;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.logsql.exec.run.LocalDeleter;
import dev.vestige.select.delete.DeleteEndpoints;
import dev.vestige.select.delete.DeleteTasks;
import dev.vestige.storage.Storage;

/// Deletion by filter from the store of this process, where the flags allow it.
final class SpanDeletes implements AutoCloseable {
  private static final String PATH = "/delete/";

  private final Flags flags;
  private final DeleteTasks tasks;

  SpanDeletes(Flags flags, Storage storage) {
    this.flags = flags;
    this.tasks = new DeleteTasks(new LocalDeleter(storage));
  }

  void addTo(Router.Builder router) {
    if (!flags.get(TaskFlags.DELETE)) {
      router.prefix(PATH, _ -> refuse(), RouteOptions.DEFAULT);
      return;
    }
    DeleteEndpoints endpoints =
        new DeleteEndpoints(tasks, Math.toIntExact(flags.get(SearchFlags.MAX_QUERY_LEN)));
    RouteOptions changing = RouteOptions.DEFAULT.withMethods("POST");
    router
        .exact(PATH + "run_task", endpoints::run, changing)
        .exact(PATH + "stop_task", endpoints::stop, changing)
        .exact(
            PATH + "active_tasks",
            endpoints::active,
            RouteOptions.DEFAULT.withMethods("GET", "POST"));
  }

  private static void refuse() {
    throw VestigeException.invalidInput(
        "requests to " + PATH + "* are disabled on this node; start it with " + TaskFlags.DELETE);
  }

  @Override
  public void close() {
    tasks.close();
  }
}
