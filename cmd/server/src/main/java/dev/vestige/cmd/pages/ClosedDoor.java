package dev.vestige.cmd.pages;

import dev.vestige.base.VestigeException;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;

/// Paths that this node does not serve because of a flag, which the answer names.
public final class ClosedDoor {
  private ClosedDoor() {}

  /// Answers all requests below a path so.
  ///
  /// @param path all that begins with it
  /// @param reason ends the sentence that requests are disabled here
  public static void addTo(Router.Builder router, String path, String reason) {
    router.prefix(
        path,
        _ -> {
          throw VestigeException.invalidInput(
              "requests to " + path + "* are disabled on this node" + reason);
        },
        RouteOptions.DEFAULT);
  }
}
