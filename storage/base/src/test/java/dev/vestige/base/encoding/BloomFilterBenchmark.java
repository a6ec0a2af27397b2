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

/// Time for each key to build a filter of 200,000, and for each look-up of a key that is in none.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(BloomFilterBenchmark.COUNT)
public class BloomFilterBenchmark {
  static final int COUNT = 200_000;

  @Param({"8", "10", "12"})
  int bitsPerKey;

  private final long[] keys = new Random(1).longs(COUNT).toArray();
  private final long[] others = new Random(2).longs(COUNT).toArray();
  private BloomFilter bloom = BloomFilter.forKeys(0, 1);

  @Setup
  public void build() {
    bloom = buildBloom();
  }

  @Benchmark
  public BloomFilter buildBloom() {
    BloomFilter filter = BloomFilter.forKeys(COUNT, bitsPerKey);
    for (long key : keys) {
      filter.add(key);
    }
    return filter;
  }

  @Benchmark
  public int probeBloom() {
    int found = 0;
    for (long key : others) {
      found += bloom.mightContain(key) ? 1 : 0;
    }
    return found;
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(BloomFilterBenchmark.class.getName()).build()).run();
  }
}
