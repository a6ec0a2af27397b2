package dev.vestige.storage;

import java.util.List;

/// Calls of one service by another over time. A call is a span whose parent is of another service;
/// or a client's or producer's span that names a database or messaging system, which sends no spans
/// of its own and is called `service:system` here.
///
/// @param failed whether the called spans have the status of an error
/// @param points by rising time of the called spans, steps without calls left out
public record EdgeSeries(String caller, String callee, boolean failed, List<DurationPoint> points) {
  /// The attributes that name such a system, the first one present counts.
  public static final List<String> SYSTEM_KEYS =
      List.of("db.system.name", "db.system", "messaging.system");

  /// Whether a span of this kind calls systems that send no spans.
  public static boolean callsSystems(int kind) {
    return kind == 3 || kind == 4;
  }
}
