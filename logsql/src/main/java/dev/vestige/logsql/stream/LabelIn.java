package dev.vestige.logsql.stream;

import java.util.List;

/// `{label in ("a", "b")}`: the value is one of the given texts.
public record LabelIn(String label, List<String> values) implements StreamSelector {
  public LabelIn {
    values = List.copyOf(values);
  }
}
