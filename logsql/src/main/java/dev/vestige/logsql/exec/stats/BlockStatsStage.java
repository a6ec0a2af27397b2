package dev.vestige.logsql.exec.stats;

import dev.vestige.base.ByteSlice;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `block_stats`: what the columns of each block are made of, as they are in memory. This engine
/// has no filters of words per column and does not tell its files' names, so `bloom_bytes` is 0 and
/// `part_path` is empty.
final class BlockStatsStage implements BlockSink {
  private static final List<String> FIELDS =
      List.of(
          "field",
          "rows",
          "type",
          "values_bytes",
          "bloom_bytes",
          "dict_bytes",
          "dict_items",
          "part_path");

  private final BlockSink next;

  BlockStatsStage(BlockSink next) {
    this.next = next;
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    List<String> fields = block.fields();
    List<TextsBuilder> columns = FIELDS.stream().map(_ -> new TextsBuilder(fields.size())).toList();
    int rows = block.selection().cardinality();
    for (String field : fields) {
      ColumnVector column = block.column(field);
      Shape shape = shape(column);
      columns.get(0).text().putBytes(field.getBytes(StandardCharsets.UTF_8));
      ValueText.appendLong(rows, columns.get(1).text());
      ValueText.appendAscii(shape.type, columns.get(2).text());
      ValueText.appendLong(shape.valuesBytes, columns.get(3).text());
      ValueText.appendLong(0, columns.get(4).text());
      ValueText.appendLong(shape.dictionaryBytes, columns.get(5).text());
      ValueText.appendLong(shape.dictionaryItems, columns.get(6).text());
      columns.forEach(TextsBuilder::endRow);
    }
    Map<String, ColumnVector> named = new LinkedHashMap<>();
    for (int i = 0; i < FIELDS.size(); i++) {
      named.put(FIELDS.get(i), columns.get(i).build());
    }
    return fields.isEmpty() || next.accept(new ColumnsView(fields.size(), named), worker);
  }

  /// What a column is made of.
  private record Shape(String type, long valuesBytes, long dictionaryBytes, long dictionaryItems) {}

  private static Shape shape(ColumnVector column) {
    long rows = column.rows();
    return switch (column) {
      case ColumnVector.Constant(int _, ByteSlice text) -> new Shape("const", text.length(), 0, 0);
      case ColumnVector.Coded coded ->
          new Shape(
              "dict",
              rows * Integer.BYTES,
              coded.dictionary().bytes().length,
              coded.dictionary().size());
      case ColumnVector.Longs longs ->
          new Shape(
              switch (longs.format()) {
                case DECIMAL -> "int64";
                case UNSIGNED -> "uint64";
                case TIME -> "time";
                case IPV4 -> "ipv4";
                case HEX -> "hex";
              },
              rows * Long.BYTES,
              0,
              0);
      case ColumnVector.Doubles _ -> new Shape("float64", rows * Double.BYTES, 0, 0);
      case ColumnVector.Ids _ -> new Shape("id", rows * 2 * Long.BYTES, 0, 0);
      case ColumnVector.Texts texts ->
          new Shape("string", texts.offsets()[column.rows()] - texts.offsets()[0], 0, 0);
    };
  }

  @Override
  public void finish() {
    next.finish();
  }
}
