package dev.vestige.http;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open connections of one server. Thread-safe.
final class Connections {
  private final int countMax;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isDraining;

  Connections(int countMax) {
    this.countMax = countMax;
  }

  /// False when there are too many, or no new ones are wanted.
  boolean add(Connection connection) {
    return !isDraining && open.size() < countMax && open.add(connection);
  }

  void remove(Connection connection) {
    open.remove(connection);
  }

  /// From now on connections close when they have no request.
  void drain() {
    isDraining = true;
  }

  boolean isDraining() {
    return isDraining;
  }

  List<Connection> all() {
    return List.copyOf(open);
  }
}
