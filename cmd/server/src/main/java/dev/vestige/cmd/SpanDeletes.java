package dev.vestige.cmd;

import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.flags.TaskFlags;
import dev.vestige.cmd.pages.ClosedDoor;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.select.cluster.DeleteAnswers;
import dev.vestige.select.delete.DeleteEndpoints;
import dev.vestige.select.delete.Deletions;

/// Deletion by filter, where the flags allow it: for clients, and for other nodes.
final class SpanDeletes {
  private static final String PATH = "/delete/";

  private final Flags flags;
  private final Deletions tasks;

  SpanDeletes(Flags flags, Deletions tasks) {
    this.flags = flags;
    this.tasks = tasks;
  }

  void addTo(Router.Builder router) {
    if (flags.get(TaskFlags.DELETE)) {
      addClientsTo(router);
    } else {
      refuse(router, PATH, TaskFlags.DELETE);
    }
    if (flags.get(TaskFlags.INTERNAL_DELETE)) {
      new DeleteAnswers(tasks).addTo(router, Pages.keyed(flags, DeleteAnswers.PREFIX));
    } else {
      refuse(router, DeleteAnswers.PREFIX, TaskFlags.INTERNAL_DELETE);
    }
  }

  private void addClientsTo(Router.Builder router) {
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

  private static void refuse(Router.Builder router, String path, Flag<Boolean> flag) {
    ClosedDoor.addTo(router, path, "; start it with " + flag);
  }
}
