package dev.vestige.logsql.stream;

import java.util.List;

/// `{label not_in ("a", "b")}`: the value is none of the given texts.
public record LabelNotIn(String label, List<String> values) implements StreamSelector {
  public LabelNotIn {
    values = List.copyOf(values);
  }
}
