package dev.vestige.logsql.stream;

import java.util.List;

/// `{a="b", c="d"}`: all of two or more hold.
public record AllOfSelectors(List<StreamSelector> selectors) implements StreamSelector {
  public AllOfSelectors {
    selectors = List.copyOf(selectors);
  }
}
