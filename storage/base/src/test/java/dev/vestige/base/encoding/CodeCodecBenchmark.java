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

/// Time for each code, in blocks of 4,096.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(CodeCodecBenchmark.COUNT)
public class CodeCodecBenchmark {
  static final int COUNT = 4096;

  /// What the codes are like.
  public enum Shape {
    SKEWED,
    EVEN,
    RUNS
  }

  @Param Shape shape = Shape.EVEN;

  private final CodeCodec codec = new CodeCodec(new ZstdCodec(1));
  private final int[] codes = new int[COUNT];
  private final int[] decoded = new int[COUNT];
  private final ByteSink sink = new ByteSink(1 << 16);
  private final Bitmap wanted = new Bitmap(256);
  private final Bitmap rows = new Bitmap(COUNT);
  private ByteSource plain = new ByteSource("benchmark", new byte[0]);
  private ByteSource compressed = new ByteSource("benchmark", new byte[0]);

  @Setup
  public void encodeOnce() {
    Random random = new Random(1);
    for (int i = 0; i < COUNT; i++) {
      codes[i] =
          switch (shape) {
            case SKEWED -> (int) (256 * Math.pow(random.nextDouble(), 4));
            case EVEN -> random.nextInt(256);
            case RUNS -> i / 20 % 7;
          };
    }
    wanted.set(3);
    plain = new ByteSource("benchmark", encode().toByteArray());
    compressed = new ByteSource("benchmark", compress().toByteArray());
  }

  @Benchmark
  public ByteSink encode() {
    sink.clear();
    codec.encode(codes, 0, COUNT, sink);
    return sink;
  }

  @Benchmark
  public ByteSink compress() {
    sink.clear();
    codec.compress(codes, 0, COUNT, sink);
    return sink;
  }

  @Benchmark
  public int[] decodePlain() {
    plain.seek(0);
    codec.decode(plain, COUNT, 256, decoded, 0);
    return decoded;
  }

  @Benchmark
  public int[] decodeCompressed() {
    compressed.seek(0);
    codec.decode(compressed, COUNT, 256, decoded, 0);
    return decoded;
  }

  @Benchmark
  public Bitmap matchPlain() {
    plain.seek(0);
    rows.clearAll();
    codec.match(plain, COUNT, wanted, rows, 0);
    return rows;
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(CodeCodecBenchmark.class.getName()).build()).run();
  }
}
