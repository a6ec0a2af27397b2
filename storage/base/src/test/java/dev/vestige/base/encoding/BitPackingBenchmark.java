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

/// Time for each number packed or unpacked, in blocks of 4,096.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(BitPackingBenchmark.COUNT)
public class BitPackingBenchmark {
  static final int COUNT = 4096;

  @Param({"3", "8", "13", "20", "32", "60"})
  int width;

  private final long[] longs = new Random(1).longs(COUNT).toArray();
  private final int[] ints = new Random(1).ints(COUNT).toArray();
  private final ByteSink sink = new ByteSink(COUNT * Long.BYTES + 64);
  private ByteSource packed = new ByteSource("benchmark", new byte[0]);

  @Setup
  public void pack() {
    BitPacking.pack(longs, 0, COUNT, width, sink);
    packed = new ByteSource("benchmark", sink.toByteArray());
  }

  @Benchmark
  public int packLongs() {
    sink.clear();
    BitPacking.pack(longs, 0, COUNT, width, sink);
    return sink.position();
  }

  @Benchmark
  public long[] unpackLongs() {
    packed.seek(0);
    BitPacking.unpack(packed, width, longs, 0, COUNT);
    return longs;
  }

  @Benchmark
  public int[] unpackInts() {
    packed.seek(0);
    BitPacking.unpack(packed, Math.min(width, Integer.SIZE), ints, 0, COUNT);
    return ints;
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(BitPackingBenchmark.class.getName()).build()).run();
  }
}
