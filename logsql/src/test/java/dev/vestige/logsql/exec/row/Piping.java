package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.SelectedView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.SearchStatistics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Runs rows through pipes, in every form that their columns can have.
final class Piping {
  private static final long MEMORY_BYTES = 256 << 20;

  private Piping() {}

  /// Columns of texts, or of codes into dictionaries that all blocks share.
  enum Form {
    TEXTS,
    CODED
  }

  static List<Pipe> parse(String pipes) {
    Query query = LogsQl.parse("* | " + pipes, ParseOptions.at(0));
    return query.pipes();
  }

  /// What comes out, which must not depend on the form of the columns.
  static List<Map<String, String>> run(String pipes, List<Map<String, String>> rows) {
    List<Map<String, String>> expected = run(parse(pipes), rows, Form.TEXTS, rows.size());
    assertThat(run(parse(pipes), rows, Form.CODED, rows.size())).isEqualTo(expected);
    assertThat(run(parse(pipes), rows, Form.CODED, 1)).isEqualTo(expected);
    return expected;
  }

  /// What comes out of one row, which must be one row.
  static Map<String, String> one(String pipes, Map<String, String> row) {
    List<Map<String, String>> out = run(pipes, List.of(row));
    assertThat(out).hasSize(1);
    return out.getFirst();
  }

  /// What comes out, without the fields that are empty.
  static List<Map<String, String>> run(
      List<Pipe> pipes, List<Map<String, String>> rows, Form form, int rowsPerBlock) {
    Collected collected = new Collected();
    BlockSink sink = collected;
    StageContext context = context();
    for (Pipe pipe : pipes.reversed()) {
      sink = RowStages.of(pipe, context, sink);
    }
    Map<String, ColumnVector> columns = columns(rows, form);
    for (int from = 0; from < rows.size(); from += rowsPerBlock) {
      // Every second row of a block is one that an earlier filter has dropped.
      int count = 2 * Math.min(rowsPerBlock, rows.size() - from);
      Bitmap selection = new Bitmap(count);
      for (int row = 0; row < count; row += 2) {
        selection.set(row);
      }
      Map<String, ColumnVector> cut = new LinkedHashMap<>();
      int start = 2 * from;
      columns.forEach((name, column) -> cut.put(name, cut(column, start, count)));
      sink.accept(new SelectedView(new ColumnsView(count, cut), selection), 0);
    }
    sink.finish();
    return collected.rows;
  }

  static StageContext context() {
    RunContext run =
        new RunContext(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Cancellation.never(),
            new MemoryBudget(MEMORY_BYTES));
    return new StageContext(run, 1, new NoQueries());
  }

  /// Columns in the order of their names: that of the maps may differ between two runs.
  private static Map<String, ColumnVector> columns(List<Map<String, String>> rows, Form form) {
    SortedSet<String> fields = new TreeSet<>();
    rows.forEach(row -> fields.addAll(row.keySet()));
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    for (String field : fields) {
      List<String> texts = new ArrayList<>();
      for (Map<String, String> row : rows) {
        texts.add(row.getOrDefault(field, ""));
        texts.add("{\"dropped\":[1]}");
      }
      columns.put(field, form == Form.TEXTS ? texts(texts) : coded(texts));
    }
    return columns;
  }

  static ColumnVector.Texts texts(List<String> texts) {
    TextsBuilder builder = new TextsBuilder(1);
    for (String text : texts) {
      builder.text().putBytes(text.getBytes(StandardCharsets.UTF_8));
      builder.endRow();
    }
    return (ColumnVector.Texts) builder.build();
  }

  private static ColumnVector coded(List<String> texts) {
    List<String> entries = List.copyOf(new LinkedHashSet<>(texts));
    ColumnVector.Texts column = texts(entries);
    int[] codes = texts.stream().mapToInt(entries::indexOf).toArray();
    return new ColumnVector.Coded(
        new Dictionary(column.bytes(), column.offsets()), codes, codes.length);
  }

  private static ColumnVector cut(ColumnVector column, int from, int count) {
    if (column instanceof ColumnVector.Coded coded) {
      int[] codes = new int[count];
      System.arraycopy(coded.codes(), from, codes, 0, count);
      return new ColumnVector.Coded(coded.dictionary(), codes, count);
    }
    TextsBuilder builder = new TextsBuilder(count);
    for (int row = from; row < from + count; row++) {
      column.appendText(row, builder.text());
      builder.endRow();
    }
    return builder.build();
  }

  private static final class Collected implements BlockSink {
    private final List<Map<String, String>> rows = new ArrayList<>();

    @Override
    public boolean accept(BlockView block, int worker) {
      Bitmap selection = block.selection();
      for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
        Map<String, String> values = new TreeMap<>();
        for (String field : block.fields()) {
          ByteSink text = new ByteSink();
          block.column(field).appendText(row, text);
          if (text.position() > 0) {
            values.put(field, text.slice().toString());
          }
        }
        rows.add(values);
      }
      return true;
    }

    @Override
    public void finish() {}
  }

  private static final class NoQueries implements QueryRunner {
    @Override
    public SearchStatistics run(Query query, RunContext context, BlockSink output) {
      throw new AssertionError("nobody asks for the answer of " + query);
    }

    @Override
    public SearchStatistics explain(
        Query query, RunContext context, ExplainMode mode, BlockSink output) {
      throw new AssertionError("nobody asks for the plan of " + query);
    }

    @Override
    public int workers() {
      return 1;
    }
  }
}
