package dev.vestige.select.trace;

import java.util.List;
import java.util.Optional;

/// The words for the kinds of spans, as Jaeger and Prometheus clients know them.
public final class SpanKind {
  private static final List<String> WORDS =
      List.of("", "internal", "server", "client", "producer", "consumer");

  private SpanKind() {}

  /// The word of a kind, empty when it has none.
  public static String word(int kind) {
    return kind < 0 || kind >= WORDS.size() ? "" : WORDS.get(kind);
  }

  /// The kind of a word.
  public static Optional<Integer> of(String word) {
    int kind = WORDS.indexOf(word);
    return kind < 0 ? Optional.empty() : Optional.of(kind);
  }
}
