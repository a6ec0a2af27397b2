package dev.vestige.cmd;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.SearchFlags;
import dev.vestige.cmd.pages.Pages;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.select.pins.PinEndpoints;
import dev.vestige.select.request.Completeness;
import dev.vestige.storage.TracePins;

/// Pinned traces, for clients.
final class SpanPins {
  private final Flags flags;
  private final Gates gates;
  private final TracePins pins;

  SpanPins(Flags flags, Gates gates, TracePins pins) {
    this.flags = flags;
    this.gates = gates;
    this.pins = pins;
  }

  /// Adds all routes, where this node answers queries.
  void addTo(Router.Builder router) {
    if (flags.get(SearchFlags.DISABLE)) {
      return;
    }
    RouteOptions reading =
        RouteOptions.DEFAULT
            .with(gates.lookup())
            .around(list -> Completeness.heeding(list, SpanQueries.wish(flags)));
    RouteOptions changing = Pages.keyed(flags, PinEndpoints.CHANGES).with(gates.lookup());
    new PinEndpoints(pins).addTo(router, reading, changing);
  }
}
