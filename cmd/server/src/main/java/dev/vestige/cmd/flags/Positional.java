package dev.vestige.cmd.flags;

import java.util.List;

/// Values of a flag that go by the position of an address or node in another flag.
public record Positional<T>(List<T> values, T absent) {
  /// The value for the thing at this position: the one at the same position, the only one there is,
  /// or else the one that stands for none.
  public T at(int position) {
    if (position < values.size()) {
      return values.get(position);
    }
    return values.size() == 1 ? values.getFirst() : absent;
  }
}
