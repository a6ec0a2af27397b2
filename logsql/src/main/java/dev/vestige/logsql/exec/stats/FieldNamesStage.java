package dev.vestige.logsql.exec.stats;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.stats.function.Presence;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.CountedPart;
import dev.vestige.storage.FieldRows;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `field_names`: the fields that rows have, with how many. Where only some rows of a block are
/// left, those with a value are counted. Where all of a large block are, a field that is known to
/// exist counts with all of them, so that looking at everything reads few columns; parts have
/// counted theirs. A field that a pipe gave the rows counts with all of them when none has a value.
final class FieldNamesStage implements BlockSink {
  static final String HITS = "hits";

  /// Of so few rows every column is looked at: they may be what a filter left of a block.
  private static final int ROWS_FEW = 256;

  private final FieldNamesPipe pipe;
  private final BlockSink next;
  private final List<Map<String, Long>> workers = new ArrayList<>();

  FieldNamesStage(FieldNamesPipe pipe, StageContext context, BlockSink next) {
    this.pipe = pipe;
    this.next = next;
    for (int i = 0; i < context.workers(); i++) {
      workers.add(new LinkedHashMap<>());
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Map<String, Long> hits = workers.get(worker);
    int rows = block.selection().cardinality();
    boolean isWhole = rows == block.rows() && rows > ROWS_FEW;
    for (String field : block.fields()) {
      long count = isWhole && hits.containsKey(field) ? rows : filled(block, field, rows);
      if (count > 0) {
        hits.merge(field, count, Long::sum);
      } else if (block.isGiven(field)) {
        hits.merge(field, (long) rows, Long::sum);
      }
    }
    return true;
  }

  @Override
  public Optional<BlockSink> acceptPart(CountedPart part, int worker) {
    Optional<List<FieldRows>> fields = part.fields();
    if (fields.isEmpty()) {
      return Optional.of(this);
    }
    Map<String, Long> hits = workers.get(worker);
    fields.get().forEach(field -> hits.merge(field.field(), field.rows(), Long::sum));
    return Optional.empty();
  }

  private static long filled(BlockView block, String field, int rows) {
    Bitmap empty = block.selection().copy();
    Presence.clearFilled(block.column(field), empty);
    return (long) rows - empty.cardinality();
  }

  @Override
  public void finish() {
    Map<String, Long> all = new TreeMap<>();
    workers.forEach(hits -> hits.forEach((field, count) -> all.merge(field, count, Long::sum)));
    TextsBuilder names = new TextsBuilder(all.size());
    TextsBuilder hits = new TextsBuilder(all.size());
    all.forEach((field, count) -> {
      names.text().putBytes(field.getBytes(StandardCharsets.UTF_8));
      names.endRow();
      ValueText.appendLong(count, hits.text());
      hits.endRow();
    });
    if (!all.isEmpty()) {
      Map<String, ColumnVector> columns = new LinkedHashMap<>();
      columns.put(pipe.resultField(), names.build());
      columns.put(HITS, hits.build());
      next.accept(new ColumnsView(all.size(), columns), 0);
    }
    next.finish();
  }
}
