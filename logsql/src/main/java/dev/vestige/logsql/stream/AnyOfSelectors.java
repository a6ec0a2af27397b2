package dev.vestige.logsql.stream;

import java.util.List;

/// `{a="b" or c="d"}`: at least one holds. Without any (`{}`) no stream is picked.
public record AnyOfSelectors(List<StreamSelector> selectors) implements StreamSelector {
  public AnyOfSelectors {
    selectors = List.copyOf(selectors);
  }
}
