package dev.vestige.cmd.pages;

import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.metrics.BuildInfo;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;

/// What stands at the doors for spans and queries: whether they are open, and which version is
/// behind them. Behind a closed door no other route may be added.
final class Doors {
  private final Flags flags;
  private final BuildInfo build;

  Doors(Flags flags, BuildInfo build) {
    this.flags = flags;
    this.build = build;
  }

  void addTo(Router.Builder router) {
    if (flags.get(InsertFlags.DISABLE)) {
      close(router, "/insert/", InsertFlags.DISABLE);
    } else {
      router.exact(
          "/insert/ready",
          new TextEndpoint(TextEndpoint.JSON, () -> "{\"status\":\"ok\"}"),
          RouteOptions.DEFAULT);
    }
    if (flags.get(SearchFlags.DISABLE)) {
      close(router, "/select/", SearchFlags.DISABLE);
    } else {
      String answer =
          "{\"status\":\"success\",\"data\":{\"version\":\"v" + build.version() + "\"}}";
      router.exact(
          "/select/buildinfo",
          new TextEndpoint(TextEndpoint.JSON, () -> answer),
          RouteOptions.DEFAULT);
    }
    closeInternal(router, "/internal/insert", InsertFlags.DISABLE, InsertFlags.INTERNAL_DISABLE);
    closeInternal(router, "/internal/select/", SearchFlags.DISABLE, SearchFlags.INTERNAL_DISABLE);
  }

  private void closeInternal(
      Router.Builder router, String path, Flag<Boolean> whole, Flag<Boolean> internal) {
    if (flags.get(whole)) {
      close(router, path, whole);
    } else if (flags.get(internal)) {
      close(router, path, internal);
    }
  }

  private static void close(Router.Builder router, String path, Flag<Boolean> flag) {
    ClosedDoor.addTo(router, path, " by " + flag);
  }
}
