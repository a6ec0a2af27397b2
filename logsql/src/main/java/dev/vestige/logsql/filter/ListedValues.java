package dev.vestige.logsql.filter;

import java.util.List;

/// `in(a, "b c")`: the values as written, in order, repetitions kept; may be empty.
public record ListedValues(List<String> values) implements ValueSource {
  public ListedValues {
    values = List.copyOf(values);
  }
}
