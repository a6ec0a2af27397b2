package dev.vestige.insert.intake;

import dev.vestige.storage.SpanBatchBuilder;
import org.jspecify.annotations.Nullable;

/// What a tenant may still send: asked once for every span that is otherwise fine.
@FunctionalInterface
public interface SpanGate {
  SpanGate OPEN = _ -> null;

  /// Why the span that is open in the builder may not pass; null when it may.
  @Nullable RefusalReason refusal(SpanBatchBuilder builder);
}
