package dev.vestige.select.trace;

import java.util.Comparator;

/// A span name of a service, with the kind of its spans.
public record Operation(String name, int kind) implements Comparable<Operation> {
  private static final Comparator<Operation> ORDER =
      Comparator.comparing(Operation::name).thenComparingInt(Operation::kind);

  @Override
  public int compareTo(Operation other) {
    return ORDER.compare(this, other);
  }
}
