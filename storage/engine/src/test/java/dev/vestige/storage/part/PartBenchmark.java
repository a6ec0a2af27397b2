package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.Block;
import dev.vestige.storage.ShopBatches;
import dev.vestige.storage.SpanBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Time for each span to encode it into a part, to merge it into a larger one, and to decode it
/// again: one column of codes, one of numbers, one of texts, and all columns. Files are written to
/// the temporary directory without being synced much: what counts is the processor's time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OperationsPerInvocation(PartBenchmark.SPANS)
public class PartBenchmark {
  static final int SPANS = 65_536;
  private static final int PARTS = 4;
  private static final int SPANS_PER_BATCH = 512;
  private static final String TARGET = "target.part";

  private final List<PartReader> parts = new ArrayList<>();
  private final ReadContext context = new ReadContext();
  private List<SpanBatch> batches = List.of();
  private Path folder = Path.of("");
  private Directory directory = FileSystemDirectory.open(folder);

  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("parts");
    directory = FileSystemDirectory.open(folder);
    ShopBatches shop = new ShopBatches(new SplittableRandom(1));
    batches =
        Stream.generate(() -> shop.next(SPANS_PER_BATCH)).limit(SPANS / SPANS_PER_BATCH).toList();
    for (int i = 0; i < PARTS; i++) {
      int first = batches.size() / PARTS * i;
      String name = i + ".part";
      BatchPart.write(
          batches.subList(first, first + batches.size() / PARTS), _ -> true, directory, name);
      parts.add(PartReader.open(directory, name, new PartCache(1 << 20)));
    }
  }

  @TearDown
  public void delete() throws IOException {
    parts.forEach(PartReader::discard);
    context.close();
    Files.delete(folder);
  }

  @Benchmark
  public long encode() {
    PartSummary made = BatchPart.write(batches, _ -> true, directory, TARGET);
    directory.delete(TARGET);
    return made.sizeBytes();
  }

  @Benchmark
  public long merge() {
    PartSummary made = PartMerge.write(parts, directory, TARGET);
    directory.delete(TARGET);
    return made.sizeBytes();
  }

  @Benchmark
  public long scanCodes() {
    return sum(block -> block.column("name").rows());
  }

  @Benchmark
  public long scanNumbers() {
    return sum(block -> block.column("duration").rows());
  }

  @Benchmark
  public long scanTexts() {
    return sum(block -> block.column("span_attr:url.path").rows());
  }

  @Benchmark
  public long decode() {
    return sum(block -> {
      long rows = 0;
      for (String field : block.fields()) {
        rows += block.column(field).rows();
      }
      return rows;
    });
  }

  private long sum(ToLongFunction<Block> question) {
    long sum = 0;
    for (PartReader part : parts) {
      for (int block : PartBlocks.candidates(part, TenantId.DEFAULT, TimeRange.ALL)) {
        sum +=
            PartBlocks.open(part, block, TenantId.DEFAULT, TimeRange.ALL, Optional.empty(), context)
                .map(question::applyAsLong)
                .orElse(0L);
      }
    }
    return sum;
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(PartBenchmark.class.getName()).build()).run();
  }
}
