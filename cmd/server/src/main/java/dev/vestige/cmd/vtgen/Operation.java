package dev.vestige.cmd.vtgen;

import dev.vestige.cmd.vtgen.SpanDraft.SpanKind;
import java.util.List;

/// Something a service does.
///
/// @param service who does it; empty for whoever calls
/// @param typicalMillis its own time, without that of its calls, in half of all cases
/// @param errorRate how often it fails by itself
record Operation(
    String service,
    String name,
    SpanKind kind,
    Trade trade,
    double typicalMillis,
    double errorRate,
    List<Call> calls) {

  /// What kind of work it is, which says what attributes its spans have.
  enum Trade {
    HTTP,
    RPC,
    SQL,
    CACHE,
    SEARCH,
    QUEUE,
    OUTSIDE,
    CODE
  }

  /// What it needs others for.
  ///
  /// @param operation service and name, as in [#key()]
  /// @param probability how often it needs it at all
  /// @param timesMax it may need it up to so many times
  record Call(String operation, double probability, int timesMax, Order order) {
    Call times(int max) {
      return new Call(operation, probability, max, order);
    }

    Call sideBySide() {
      return new Call(operation, probability, timesMax, Order.SIDE_BY_SIDE);
    }
  }

  /// Whether the calls of one kind wait for one another.
  enum Order {
    ONE_BY_ONE,
    SIDE_BY_SIDE
  }

  /// The first of the words of its name, which say what is done; empty when there is one word only.
  String verb() {
    return name.substring(0, Math.max(0, name.indexOf(' ')));
  }

  /// The other words of its name, which say to what.
  String object() {
    return name.substring(name.indexOf(' ') + 1);
  }

  String key() {
    return service.isEmpty() ? name : service + " " + name;
  }
}
