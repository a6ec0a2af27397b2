package dev.vestige.logsql.exec.stats;

import dev.vestige.base.TimeRange;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.Limits;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Measures the processor time that pipes that group take per row, decoding left out: `java -cp ...
/// dev.vestige.logsql.exec.stats.GroupBenchmark`.
public final class GroupBenchmark {
  private static final int ROWS = Limits.BLOCK_ROWS_MAX;
  private static final int BLOCKS = 61;
  private static final int ROUNDS = 25;
  private static final int PATHS = 96_000;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Random random = new Random(7);
  private final Dictionary names = dictionary(192);
  private final Dictionary services = dictionary(24);
  private final List<BlockView> blocks = new ArrayList<>();
  private long trace;

  public static void main(String[] arguments) {
    new GroupBenchmark().run();
  }

  private void run() {
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(block());
    }
    measure("stats count()");
    measure("stats by (service) count() n");
    measure("stats by (service) count() n, count() if (name:=value-7) e");
    measure("stats by (service) quantile(0.5, duration) p50, quantile(0.99, duration) p99");
    measure("stats by (service, name) count() n, max(duration) m");
    measure("stats by (_time:1m) count() n, sum(duration) d");
    measure("stats by (trace_id) count() n");
    measure("stats count_uniq(trace_id) n");
    measure("stats by (service) count_uniq(trace_id) n");
    measure("top 10 by (path)");
    measure("top 10 by (name)");
    measureTable();
  }

  private static Dictionary dictionary(int entries) {
    ColumnVector.Texts texts =
        texts(IntStream.range(0, entries).mapToObj(entry -> "value-" + entry).toList());
    return new Dictionary(texts.bytes(), texts.offsets());
  }

  private static ColumnVector.Texts texts(List<String> values) {
    TextsBuilder texts = new TextsBuilder(values.size());
    for (String value : values) {
      texts.text().putBytes(value.getBytes(StandardCharsets.UTF_8));
      texts.endRow();
    }
    return (ColumnVector.Texts) texts.build();
  }

  private BlockView block() {
    int[] name = new int[ROWS];
    int[] service = new int[ROWS];
    long[] duration = new long[ROWS];
    long[] time = new long[ROWS];
    long[] low = new long[ROWS];
    List<String> path = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      name[row] = random.nextInt(192);
      service[row] = name[row] / 8;
      duration[row] = (long) Math.exp(10 + 4 * random.nextGaussian());
      trace += random.nextInt(4) == 0 ? 1 : 0;
      low[row] = trace * 0x9E37_79B9_7F4A_7C15L;
      time[row] = Stages.NOW + trace % 7200 * 1_000_000_000L;
      path.add("/api/items/some/" + random.nextInt(PATHS));
    }
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    columns.put("name", new ColumnVector.Coded(names, name, ROWS));
    columns.put("service", new ColumnVector.Coded(services, service, ROWS));
    columns.put("duration", new ColumnVector.Longs(duration, null, ROWS, NumberFormat.DECIMAL));
    columns.put("_time", new ColumnVector.Longs(time, null, ROWS, NumberFormat.TIME));
    columns.put("trace_id", new ColumnVector.Ids(low, low, ROWS, IdFormat.HEX_16));
    columns.put("path", texts(path));
    return new ColumnsView(ROWS, columns);
  }

  private void measure(String pipe) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      BlockSink stage =
          GroupStages.of(
              Stages.pipe(pipe), Stages.context(1L << 30, TimeRange.ALL, 0), new Nowhere());
      long start = processorNanos();
      for (BlockView block : blocks) {
        stage.accept(block, 0);
      }
      stage.finish();
      best = Math.min(best, processorNanos() - start);
    }
    print(pipe, best);
  }

  /// One look after the other against many at once.
  private void measureTable() {
    int[] all = IntStream.range(0, ROWS).toArray();
    int[] numbers = new int[ROWS];
    long single = Long.MAX_VALUE;
    long many = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      TextTable one = new TextTable();
      TextTable two = new TextTable();
      long start = processorNanos();
      for (BlockView block : blocks) {
        ColumnVector.Texts texts = (ColumnVector.Texts) block.column("path");
        for (int row = 0; row < ROWS; row++) {
          numbers[row] = one.add(texts.bytes(), texts.offsets()[row], texts.offsets()[row + 1]);
        }
      }
      long middle = processorNanos();
      for (BlockView block : blocks) {
        ColumnVector.Texts texts = (ColumnVector.Texts) block.column("path");
        two.addEach(texts.bytes(), texts.offsets(), all, ROWS, numbers);
      }
      single = Math.min(single, middle - start);
      many = Math.min(many, processorNanos() - middle);
    }
    print("TextTable.add", single);
    print("TextTable.addEach", many);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void print(String what, long nanos) {
    out.printf(Locale.ROOT, "%6.2f ns a row  %s%n", (double) nanos / (BLOCKS * ROWS), what);
  }

  /// Where results go.
  private record Nowhere() implements BlockSink {
    @Override
    public boolean accept(BlockView block, int worker) {
      return true;
    }

    @Override
    public void finish() {}
  }
}
