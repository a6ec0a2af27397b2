package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.Limits;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Measures how many rows per second of processor time filters look at, in blocks as storage hands
/// them out: `java -cp ... dev.vestige.logsql.exec.filter.FilterBenchmark`.
public final class FilterBenchmark {
  private static final int ROWS = Limits.BLOCK_ROWS_MAX;
  private static final long ROUND_NANOS = 300_000_000L;
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Random random = new Random(7);
  private final TestBlock block = new TestBlock(ROWS).withoutSummaries();

  public static void main(String[] arguments) {
    new FilterBenchmark().run();
  }

  private void run() {
    List<String> statements = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      statements.add(statement());
    }
    List<String> few = statements.subList(0, 5000);
    block
        .with("name", coded(names(), 200))
        .with("duration", durations())
        .with("text", Columns.texts(statements))
        .with("coded", coded(few, few.size()))
        .with("trace_id", ids());
    measure("exact on 200 coded names", "name:=op.17");
    measure("one of 8 coded names", "name:in(op.1,op.2,op.3,op.4,op.5,op.6,op.7,op.8)");
    measure("phrase on 5,000 coded texts", "coded:region");
    measure("range on numbers", "duration:>100000000");
    measure("exact on numbers", "duration:=100000000");
    measure("exact on ids", "trace_id:=0123456789abcdef0123456789abcdef");
    measure("phrase on texts, a third hit", "text:region");
    measure("phrase on texts, none hit", "text:\"status o\"");
    measure("exact on texts", "text:=\"SELECT 1\"");
    measure("any case on texts", "text:i(REGION)");
    measure("regexp on texts, literals only", "text:~\"ORDER BY .* LIMIT 3$\"");
    measure("regexp on texts, 1 in 10 has the literal", "text:~\"LIMIT 3[0-9]\"");
    measure("regexp on texts, no literal", "text:~\"[A-Z]+ 3[0-9]\"");
    measure("regexp on 5,000 coded texts, no literal", "coded:~\"[A-Z]+ 3[0-9]\"");
    measure("range on texts that are no numbers", "text:>5");
  }

  private void measure(String what, String filter) {
    CompiledFilter compiled = Filtering.compile(filter);
    double best = 0;
    long kept = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long rows = 0;
      long start = threads.getCurrentThreadCpuTime();
      long elapsed = 0;
      while (elapsed < ROUND_NANOS) {
        Bitmap selection = Bitmap.full(ROWS);
        compiled.apply(block, selection);
        kept = selection.cardinality();
        rows += ROWS;
        elapsed = threads.getCurrentThreadCpuTime() - start;
      }
      best = Math.max(best, rows * 1000.0 / elapsed);
    }
    out.printf(Locale.ROOT, "%-45s %8.1f M rows per CPU second, keeps %d%n", what, best, kept);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      names.add("op." + i);
    }
    return names;
  }

  private ColumnVector coded(List<String> entries, int used) {
    Dictionary dictionary = Columns.dictionary(entries);
    return new ColumnVector.Coded(dictionary, random.ints(ROWS, 0, used).toArray(), ROWS);
  }

  private ColumnVector durations() {
    long[] values = random.longs(ROWS, 0, 1_000_000_000L).toArray();
    return new ColumnVector.Longs(values, null, ROWS, NumberFormat.DECIMAL);
  }

  private ColumnVector ids() {
    return new ColumnVector.Ids(
        random.longs(ROWS).toArray(),
        random.longs(ROWS).toArray(),
        ROWS,
        ColumnVector.Ids.IdFormat.HEX_16);
  }

  private String statement() {
    String table = List.of("orders", "items", "users").get(random.nextInt(3));
    String column = List.of("region", "created", "price").get(random.nextInt(3));
    return "SELECT id, name, price FROM %s WHERE status = 'open' AND customer = %d ORDER BY %s LIMIT %d"
        .formatted(table, random.nextInt(1_000_000), column, random.nextInt(100));
  }
}
