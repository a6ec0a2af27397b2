package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Spans per second written to and read from frames on one core, and bytes per span. Run its main.
public final class SpanBatchFrameBenchmark {
  private static final System.Logger LOG = System.getLogger("benchmark");
  private static final int BATCHES = 64;
  private static final int ROUNDS = 8;

  private SpanBatchFrameBenchmark() {}

  public static void main(String[] arguments) {
    for (int spans : new int[] {512, 16, 1}) {
      ShopBatches shop = new ShopBatches(new SplittableRandom(1));
      List<SpanBatch> batches = Stream.generate(() -> shop.next(spans)).limit(BATCHES).toList();
      for (int round = 0; round < ROUNDS; round++) {
        measure(batches, spans, 400_000 / spans / BATCHES + 1);
      }
    }
  }

  private static void measure(List<SpanBatch> batches, int spansPerBatch, int repeats) {
    ByteSink out = new ByteSink(1 << 20);
    long bytes = 0;
    long writeNanos = -System.nanoTime();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (SpanBatch batch : batches) {
        out.clear();
        SpanBatchFrame.write(batch, out);
        bytes += out.position();
      }
    }
    writeNanos += System.nanoTime();
    List<byte[]> frames = batches.stream().map(SpanBatchFrameBenchmark::frame).toList();
    long read = 0;
    long readNanos = -System.nanoTime();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (byte[] frame : frames) {
        read += SpanBatchFrame.read(frame, 0, frame.length).size();
      }
    }
    readNanos += System.nanoTime();
    LOG.log(
        System.Logger.Level.INFO,
        "%d spans per batch: write %.2f M spans/s, read %.2f M spans/s, %.1f bytes per span"
            .formatted(
                spansPerBatch,
                read * 1e3 / writeNanos,
                read * 1e3 / readNanos,
                (double) bytes / read));
  }

  private static byte[] frame(SpanBatch batch) {
    ByteSink out = new ByteSink();
    SpanBatchFrame.write(batch, out);
    return out.toByteArray();
  }
}
