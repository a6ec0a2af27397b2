package dev.vestige.cmd.pages;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
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
    router.prefix(path, refusal(path + '*', reason), RouteOptions.DEFAULT);
  }

  /// Refuses all requests.
  ///
  /// @param paths what they are for
  /// @param reason ends the sentence that requests are disabled here
  public static Endpoint refusal(String paths, String reason) {
    return _ -> {
      throw VestigeException.invalidInput(
          "requests to " + paths + " are disabled on this node" + reason);
    };
  }
}
