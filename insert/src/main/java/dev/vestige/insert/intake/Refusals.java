package dev.vestige.insert.intake;

import java.util.EnumMap;
import java.util.Map;

/// Counts what was refused of one request. Reusable after [#clear()]; confined to one thread.
public final class Refusals {
  private final Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);

  void clear() {
    counts.clear();
  }

  void add(RefusalReason reason) {
    add(reason, 1);
  }

  public void add(RefusalReason reason, long spans) {
    if (spans > 0) {
      counts.merge(reason, spans, Long::sum);
    }
  }

  /// The counts as they are now.
  public Refusals copy() {
    Refusals copy = new Refusals();
    copy.counts.putAll(counts);
    return copy;
  }

  public long count(RefusalReason reason) {
    return counts.getOrDefault(reason, 0L);
  }

  /// How many spans the client has to take for lost.
  public long rejected() {
    return counts.values().stream().mapToLong(Long::longValue).sum() - count(RefusalReason.DEBUG);
  }

  /// One sentence for the client that names every reason with its count; empty when all spans were
  /// stored.
  public String message() {
    StringBuilder text = new StringBuilder();
    counts.forEach((reason, spans) ->
        text.append(text.isEmpty() ? "" : "; ")
            .append(spans)
            .append(spans == 1 ? " span not stored: " : " spans not stored: ")
            .append(reason.label())
            .append(" (")
            .append(reason.explanation())
            .append(')'));
    return text.toString();
  }
}
