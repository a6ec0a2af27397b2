package dev.vestige.storage;

import dev.vestige.base.encoding.ByteSink;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Time for each span to write it to a frame of the write-ahead log, and to read it from there.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(SpanBatchFrameBenchmark.SPANS)
public class SpanBatchFrameBenchmark {
  static final int SPANS = 32_768;

  @Param({"512", "16", "1"})
  int spansPerBatch;

  private final ByteSink out = new ByteSink(1 << 20);
  private List<SpanBatch> batches = List.of();
  private List<byte[]> frames = List.of();

  @Setup
  public void make() {
    ShopBatches shop = new ShopBatches(new SplittableRandom(1));
    batches = Stream.generate(() -> shop.next(spansPerBatch)).limit(SPANS / spansPerBatch).toList();
    frames = batches.stream().map(SpanBatchFrameBenchmark::frame).toList();
  }

  private static byte[] frame(SpanBatch batch) {
    ByteSink frame = new ByteSink();
    SpanBatchFrame.write(batch, frame);
    return frame.toByteArray();
  }

  @Benchmark
  public int encodeFrames() {
    out.clear();
    for (SpanBatch batch : batches) {
      SpanBatchFrame.write(batch, out);
    }
    return out.position();
  }

  @Benchmark
  public int decodeFrames() {
    int spans = 0;
    for (byte[] frame : frames) {
      spans += SpanBatchFrame.read(frame, 0, frame.length).size();
    }
    return spans;
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(SpanBatchFrameBenchmark.class.getName()).build()).run();
  }
}
