package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.CountedPart;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what goes into a stage, and how long the stage and all behind it take. Thread-safe.
final class MeasuredSink implements BlockSink {
  private static final double NANOS_PER_MILLI = 1e6;

  private final BlockSink sink;
  private final ConcurrentHashMap<Integer, LongAdder> rowsByWorker = new ConcurrentHashMap<>();
  private final LongAdder blocks = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private long finishNanos;

  MeasuredSink(BlockSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    blocks.increment();
    long count = block.selection().cardinality();
    rows.add(count);
    rowsByWorker.computeIfAbsent(worker, _ -> new LongAdder()).add(count);
    long start = System.nanoTime();
    try {
      return sink.accept(block, worker);
    } finally {
      nanos.add(System.nanoTime() - start);
    }
  }

  @Override
  public Optional<BlockSink> acceptPart(CountedPart part, int worker) {
    long start = System.nanoTime();
    try {
      return sink.acceptPart(part, worker).map(rest -> rest.equals(sink) ? this : rest);
    } finally {
      nanos.add(System.nanoTime() - start);
    }
  }

  @Override
  public void finish() {
    long start = System.nanoTime();
    try {
      sink.finish();
    } finally {
      finishNanos = System.nanoTime() - start;
    }
  }

  long blocks() {
    return blocks.sum();
  }

  long rows() {
    return rows.sum();
  }

  /// What one worker brought.
  long rows(int worker) {
    return rowsByWorker.getOrDefault(worker, new LongAdder()).sum();
  }

  /// Of all workers together.
  long nanos() {
    return nanos.sum() + finishNanos;
  }

  /// The same without what was done once all rows were in.
  long acceptNanos() {
    return nanos.sum();
  }

  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", Math.max(0, nanos) / NANOS_PER_MILLI);
  }
}
