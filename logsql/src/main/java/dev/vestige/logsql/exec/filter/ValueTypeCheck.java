package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.exec.value.WholeNumbers;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.value.Ipv4;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Streams;
import java.nio.charset.StandardCharsets;

/// Rows that have a value, in blocks where the values of the field are of one named type. The types
/// are told from the values alone, not from how this engine keeps them: `const` when there is one
/// value, `dict` for up to eight, then the narrowest number type that prints all of them unchanged,
/// `ipv4`, `iso8601` (milliseconds, UTC), else `string`. The labels of a stream are always `const`.
final class ValueTypeCheck implements CompiledFilter {
  private static final int DICT_VALUES_MAX = 8;
  private static final int ISO8601_LENGTH = "2006-01-02T15:04:05.000Z".length();

  private final String field;
  private final String type;
  private final ByteSink text = new ByteSink();

  ValueTypeCheck(String field, String type) {
    this.field = field;
    this.type = type;
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    if (rows.isEmpty()) {
      return;
    }
    ColumnVector column = block.column(field);
    if (!type.equals(typeOf(column))) {
      rows.clearAll();
      return;
    }
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (column.isEmpty(row)) {
        rows.clear(row);
      }
    }
  }

  private String typeOf(ColumnVector column) {
    return switch (field) {
      case FieldNames.STREAM, FieldNames.STREAM_ID, Streams.NAME_FIELD, Streams.SERVICE_FIELD ->
          "const";
      default -> typeOfValues(column);
    };
  }

  private String typeOfValues(ColumnVector column) {
    TextTable distinct = new TextTable();
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isEmpty(row)) {
        text.clear();
        column.appendText(row, text);
        distinct.add(text.array(), 0, text.position());
      }
    }
    if (distinct.size() <= 1) {
      return "const";
    }
    return distinct.size() <= DICT_VALUES_MAX ? "dict" : typeOfMany(distinct);
  }

  private static String typeOfMany(TextTable values) {
    if (all(values, WholeNumbers::isPrintedUnsigned)) {
      return unsignedType(values);
    }
    if (all(values, WholeNumbers::isPrintedSigned)) {
      return "int64";
    }
    if (all(values, ValueTypeCheck::isPlainDecimal)) {
      return "float64";
    }
    if (all(values, (bytes, from, to) -> Ipv4.parse(bytes, from, to) != Ipv4.NONE)) {
      return "ipv4";
    }
    return all(values, ValueTypeCheck::isIso8601) ? "iso8601" : "string";
  }

  /// Judges one value.
  private interface TextTest {
    boolean test(byte[] bytes, int from, int to);
  }

  private static boolean all(TextTable values, TextTest test) {
    for (int i = 0; i < values.size(); i++) {
      if (!test.test(values.bytes(), values.start(i), values.end(i))) {
        return false;
      }
    }
    return true;
  }

  private static String unsignedType(TextTable values) {
    long bits = 0;
    for (int i = 0; i < values.size(); i++) {
      bits |= WholeNumbers.parse(values.bytes(), values.start(i), values.end(i));
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(bits);
    if (width <= Byte.SIZE) {
      return "uint8";
    }
    if (width <= Short.SIZE) {
      return "uint16";
    }
    return width <= Integer.SIZE ? "uint32" : "uint64";
  }

  /// A number with or without a fraction that a double prints the same way.
  private static boolean isPlainDecimal(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf('e') < 0
        && text.indexOf('N') < 0
        && text.indexOf('I') < 0
        && StoredForms.isDouble(bytes, from, to);
  }

  private static boolean isIso8601(byte[] bytes, int from, int to) {
    return to - from == ISO8601_LENGTH
        && bytes[to - 1] == 'Z'
        && Timestamps.parse(bytes, from, to) != Timestamps.NONE;
  }

  @Override
  public CompiledFilter forWorker() {
    return new ValueTypeCheck(field, type);
  }

  @Override
  public int cost() {
    return Cost.WHOLE_COLUMN;
  }
}
