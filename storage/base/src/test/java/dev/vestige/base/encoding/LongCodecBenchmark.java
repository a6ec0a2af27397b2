package dev.vestige.base.encoding;

import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/// Time for each number, in blocks of 4,096.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(LongCodecBenchmark.COUNT)
public class LongCodecBenchmark {
  static final int COUNT = 4096;

  /// What the numbers are like.
  public enum Shape {
    DURATIONS,
    TIMESTAMPS,
    MICROSECONDS,
    STATUSES,
    RANDOM
  }

  @Param Shape shape = Shape.RANDOM;

  private final Random random = new Random(1);
  private final long[] values = new long[COUNT];
  private final long[] decoded = new long[COUNT];
  private final ByteSink sink = new ByteSink(1 << 16);
  private ByteSource block = new ByteSource("benchmark", new byte[0]);

  @Setup
  public void encodeOnce() {
    long time = 1_700_000_000_000_000_000L;
    for (int i = 0; i < COUNT; i++) {
      time += 1_000L * Math.round(logNormal(100, 1.2));
      values[i] =
          switch (shape) {
            case DURATIONS -> (long) logNormal(800_000, 0.9);
            case TIMESTAMPS -> time + random.nextInt(1_000);
            case MICROSECONDS -> time;
            case STATUSES -> 200 + 100L * random.nextInt(4);
            case RANDOM -> random.nextLong();
          };
    }
    block = new ByteSource("benchmark", encode().toByteArray());
  }

  private double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  @Benchmark
  public ByteSink encode() {
    sink.clear();
    LongCodec.encode(values, 0, COUNT, sink);
    return sink;
  }

  @Benchmark
  public long[] decode() {
    block.seek(0);
    LongCodec.decode(block, COUNT, decoded, 0);
    return decoded;
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(LongCodecBenchmark.class.getName()).build()).run();
  }
}
