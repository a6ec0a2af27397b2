package dev.vestige.cmd.vtgen;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/// Counts what was sent and what became of it. Thread-safe.
final class Tally {
  private final long startNanos = System.nanoTime();
  private final Latencies latencies = new Latencies();
  private final LongAdder traces = new LongAdder();
  private final LongAdder spans = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private volatile String complaint = "";

  void made() {
    traces.increment();
  }

  void accepted(int sentSpans, int sentBytes, long nanos, Sender.Outcome outcome) {
    spans.add(sentSpans - outcome.rejected());
    bytes.add(sentBytes);
    requests.increment();
    rejected.add(outcome.rejected());
    latencies.add(nanos);
    if (!outcome.message().isEmpty()) {
      complaint = outcome.message();
    }
  }

  void repeated(Sender.Outcome outcome) {
    repeats.increment();
    complaint = outcome.message();
  }

  void refused(int lostSpans, Sender.Outcome outcome) {
    lost.add(lostSpans);
    refusals.increment();
    complaint = outcome.message();
  }

  long spans() {
    return spans.sum();
  }

  /// Whether all spans that were made have arrived, but for those that the server said it rejects.
  boolean isComplete() {
    return lost.sum() == 0;
  }

  private double seconds() {
    return Math.max(1, System.nanoTime() - startNanos) / 1e9;
  }

  private double rate() {
    return (double) spans.sum() / seconds();
  }

  String progress() {
    return String.format(
        Locale.ROOT,
        "%6.1f s: %,d spans (%,.0f/s), %d requests refused, %d repeated, p99 %.1f ms%n",
        seconds(),
        spans.sum(),
        rate(),
        refusals.sum(),
        repeats.sum(),
        latencies.millis(0.99));
  }

  String report() {
    String sent =
        String.format(
            Locale.ROOT,
            """
            sent %,d spans of %,d traces in %,d requests and %.1f s: %,.0f spans/s, %.1f MB/s
            rejected by the server: %,d spans; lost with refused requests: %,d spans; requests \
            repeated: %,d
            requests took: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, at most %.1f ms
            """,
            spans.sum(),
            traces.sum(),
            requests.sum(),
            seconds(),
            rate(),
            (double) bytes.sum() / 1e6 / seconds(),
            rejected.sum(),
            lost.sum(),
            repeats.sum(),
            latencies.millis(0.5),
            latencies.millis(0.9),
            latencies.millis(0.99),
            latencies.maxMillis());
    String last = complaint;
    return last.isEmpty() ? sent : sent + "the server's last complaint: " + last + "\n";
  }
}
