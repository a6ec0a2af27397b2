package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Limits;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Time for each value of a column's block: to give it a code of a dictionary, and to pack and
/// unpack numbers of so many bits.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(ColumnBenchmark.ROWS)
public class ColumnBenchmark {
  static final int ROWS = Limits.BLOCK_ROWS_MAX;

  /// Bits of the numbers, and of the numbers of distinct texts up to 4,096.
  @Param({"4", "11", "30"})
  int bits;

  private final PlaneCodec planes = new PlaneCodec();
  private final ByteSink out = new ByteSink(1 << 16);
  private final long[] numbers = new long[ROWS];
  private final long[] unpacked = new long[ROWS];
  private final int[] codes = new int[ROWS];
  private final ValuePool pool = new ValuePool();
  private final DictionaryBuilder dictionary = new DictionaryBuilder(pool);
  private final Cells cells = new Cells();
  private byte[] packed = new byte[0];

  @Setup
  public void make() {
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < ROWS; row++) {
      numbers[row] = random.nextLong(1L << bits);
      byte[] text = ("/api/checkout/" + numbers[row] % ROWS).getBytes(StandardCharsets.UTF_8);
      cells.add(row, pool.add(ValueType.STRING.code(), text, 0, text.length));
    }
    packNumbers();
    packed = out.toByteArray();
  }

  @TearDown
  public void close() {
    planes.close();
  }

  @Benchmark
  public int packNumbers() {
    out.clear();
    planes.packLongs(numbers, 0, ROWS, out);
    return out.position();
  }

  @Benchmark
  public long[] unpackNumbers() {
    planes.unpackLongs(new ChunkSource("numbers", packed, 0, packed.length), unpacked, ROWS);
    return unpacked;
  }

  @Benchmark
  public boolean dictionary() {
    return dictionary.encode(cells, codes);
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(ColumnBenchmark.class.getName()).build()).run();
  }
}
