package dev.vestige.logsql.exec.run;

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
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs queries and keeps the rows of the answer: field names and texts, missing fields left out.
final class AnswerLines implements BlockSink {
  private static final long MEMORY_BYTES = 256 << 20;

  private final List<SortedMap<String, String>> rows = new ArrayList<>();

  static Query parse(String query) {
    return LogsQl.parse(query, ParseOptions.at(RandomSpans.FROM_NANOS));
  }

  static RunContext context(TimeRange range) {
    return new RunContext(
        List.of(TenantId.DEFAULT),
        range,
        Cancellation.afterMillis(60_000),
        new MemoryBudget(MEMORY_BYTES));
  }

  static List<SortedMap<String, String>> of(String query, Storage storage) {
    return of(parse(query), context(TimeRange.ALL), storage);
  }

  static List<SortedMap<String, String>> of(Query query, RunContext context, Storage storage) {
    AnswerLines answers = new AnswerLines();
    new LocalRunner(storage).run(query, context, answers);
    return answers.rows;
  }

  List<SortedMap<String, String>> rows() {
    return rows;
  }

  @Override
  public synchronized boolean accept(BlockView block, int worker) {
    Bitmap selection = block.selection();
    List<String> fields = block.fields();
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      SortedMap<String, String> texts = new TreeMap<>();
      for (String field : fields) {
        ColumnVector column = block.column(field);
        ByteSink out = new ByteSink();
        column.appendText(row, out);
        if (out.position() > 0) {
          texts.put(field, out.slice().toString());
        }
      }
      rows.add(texts);
    }
    return true;
  }

  @Override
  public void finish() {}
}
