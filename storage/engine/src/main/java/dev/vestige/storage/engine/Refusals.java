package dev.vestige.storage.engine;

import dev.vestige.base.VestigeException;
import java.util.concurrent.atomic.LongAdder;

/// Counts the spans that the store did not take, by reason.
final class Refusals {
  private final LongAdder readOnly = new LongAdder();
  private final LongAdder busy = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /// Spans were refused before they came to the log.
  void refused(int spans, VestigeException reason) {
    switch (reason.kind()) {
      case RESOURCE_EXHAUSTED -> readOnly.add(spans);
      default -> busy.add(spans);
    }
  }

  /// The log did not take spans.
  void failed(int spans) {
    failed.add(spans);
  }

  long readOnly() {
    return readOnly.sum();
  }

  long busy() {
    return busy.sum();
  }

  long failed() {
    return failed.sum();
  }
}
