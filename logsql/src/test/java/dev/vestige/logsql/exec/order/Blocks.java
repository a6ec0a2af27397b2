package dev.vestige.logsql.exec.order;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Pushes blocks made by hand through one stage and keeps what comes out.
final class Blocks implements BlockSink {
  static final int WORKERS = 2;

  private final List<SortedMap<String, String>> rows = new ArrayList<>();

  /// A context of two workers.
  static StageContext context(MemoryBudget memory) {
    RunContext run =
        new RunContext(
            List.of(TenantId.DEFAULT), TimeRange.ALL, Cancellation.afterMillis(60_000), memory);
    return new StageContext(run, WORKERS, new LocalRunner(new MemoryStorage()));
  }

  static Pipe pipe(String text) {
    return LogsQl.parse("* | " + text, ParseOptions.at(0)).pipes().getFirst();
  }

  /// What a pipe makes of blocks that workers bring in turn.
  static List<SortedMap<String, String>> through(String pipe, BlockView... blocks) {
    Blocks output = new Blocks();
    BlockSink stage = OrderStages.of(pipe(pipe), context(new MemoryBudget(1 << 26)), output);
    boolean more = true;
    for (int i = 0; i < blocks.length && more; i++) {
      more = stage.accept(blocks[i], i % WORKERS);
    }
    stage.finish();
    return output.rows;
  }

  /// The values of a field of rows.
  static List<String> values(String field, List<SortedMap<String, String>> rows) {
    return rows.stream().map(row -> row.getOrDefault(field, "")).toList();
  }

  static ColumnVector texts(String... texts) {
    TextsBuilder builder = new TextsBuilder(texts.length);
    for (String text : texts) {
      builder.text().putBytes(text.getBytes(StandardCharsets.UTF_8));
      builder.endRow();
    }
    return builder.build();
  }

  static BlockView block(String field, String... texts) {
    return new ColumnsView(texts.length, Map.of(field, texts(texts)));
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap selection = block.selection();
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      SortedMap<String, String> texts = new TreeMap<>();
      for (String field : block.fields()) {
        ByteSink out = new ByteSink();
        block.column(field).appendText(row, out);
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

  List<SortedMap<String, String>> rows() {
    return rows;
  }
}
