package dev.vestige.cmd.vtgen;

import java.util.SplittableRandom;

/// What is odd about a trace: things that clients in the field do send.
enum Oddity {
  NOTHING,
  CLOCK_RUNS_BACKWARDS,
  NO_SERVICE_NAME,
  HUGE_VALUE,
  STRANGE_VALUES,
  SENT_TWICE,
  LOST_ROOT,
  ZERO_ID;

  private static final int HUGE_CHARS = 20_000;

  static Oddity draw(SplittableRandom random, double share) {
    return random.nextDouble() < share ? values()[random.nextInt(1, values().length)] : NOTHING;
  }

  /// Hands a span on as such a client does.
  void add(SpanDraft span, SpanEncoder encoder) {
    switch (this) {
      case NOTHING -> encoder.add(span);
      case CLOCK_RUNS_BACKWARDS -> {
        long end = span.endNanos;
        span.endNanos = span.startNanos;
        span.startNanos = end;
        encoder.add(span);
        span.startNanos = span.endNanos;
        span.endNanos = end;
      }
      case NO_SERVICE_NAME -> {
        span.resource = Resource.NONE;
        encoder.add(span);
      }
      case HUGE_VALUE -> {
        span.facts.text("debug.dump", "lorem ipsum ".repeat(HUGE_CHARS / 12));
        encoder.add(span);
      }
      case STRANGE_VALUES -> {
        span.facts
            .text("", "a value without a name")
            .text("größe", "süß 🧦 \u0000 \"'<>\\")
            .real("ratio", Double.NaN)
            .text("empty", "");
        encoder.add(span);
      }
      case SENT_TWICE -> {
        encoder.add(span);
        encoder.add(span);
      }
      case LOST_ROOT -> {
        if (span.parentId != 0) {
          encoder.add(span);
        }
      }
      case ZERO_ID -> {
        span.id = 0;
        encoder.add(span);
      }
    }
  }
}
