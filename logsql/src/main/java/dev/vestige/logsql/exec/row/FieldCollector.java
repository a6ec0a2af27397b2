package dev.vestige.logsql.exec.row;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Takes the values that extractions find and makes columns of them. Some fields are known from the
/// start and get a value in every row, if only an empty one; others turn up by name. Reused from
/// block to block; confined to one worker.
final class FieldCollector {
  private static final int NOT_WANTED = -1;
  private static final byte[] MESSAGE = FieldNames.MESSAGE.getBytes(StandardCharsets.UTF_8);

  private static final class Column {
    private final String name;
    private final TextsBuilder texts = new TextsBuilder(16);
    private Bitmap written = new Bitmap(0);
    private int row = -1;

    Column(String name) {
      this.name = name;
    }
  }

  private final int known;
  private final List<FieldPattern> wanted;
  private final String prefix;
  private final List<Column> columns = new ArrayList<>();

  /// The names that turned up, and the column of each, `NOT_WANTED` for none.
  private TextTable names = new TextTable();

  private final List<Integer> columnOfName = new ArrayList<>();
  private int entries;
  private int row;

  private FieldCollector(List<String> known, List<FieldPattern> wanted, String prefix) {
    this.known = known.size();
    this.wanted = wanted;
    this.prefix = prefix;
    for (String name : known) {
      columns.add(new Column(prefix + name));
    }
  }

  /// For fields that are known from the start, numbered in this order.
  static FieldCollector known(List<String> names) {
    return new FieldCollector(names, List.of(), "");
  }

  /// For fields that turn up by name. Those that are wanted by their whole name are known.
  ///
  /// @param wanted which names, before the prefix is put in front of them
  static FieldCollector named(List<FieldPattern> wanted, String prefix) {
    List<String> known =
        wanted.stream()
            .filter(pattern -> !pattern.isPrefix())
            .map(FieldPattern::name)
            .distinct()
            .toList();
    FieldCollector collector = new FieldCollector(known, wanted, prefix);
    for (int i = 0; i < known.size(); i++) {
      byte[] name = known.get(i).getBytes(StandardCharsets.UTF_8);
      collector.names.add(name, 0, name.length);
      collector.columnOfName.add(i);
    }
    return collector;
  }

  /// Forgets all values and makes room for so many rows or entries.
  void begin(int count) {
    entries = count;
    if (columns.size() > known) {
      forgetNames();
    }
    for (Column column : columns) {
      column.written = new Bitmap(count);
      column.row = -1;
    }
  }

  private void forgetNames() {
    columns.subList(known, columns.size()).clear();
    TextTable left = new TextTable();
    for (int i = 0; i < known; i++) {
      left.add(names.bytes(), names.start(i), names.end(i));
    }
    names = left;
    columnOfName.subList(known, columnOfName.size()).clear();
  }

  /// Goes on to a row behind the last one.
  void startRow(int number) {
    row = number;
  }

  /// Takes the value of a known field in this row; what it was given before is dropped.
  ByteSink open(int number) {
    Column column = columns.get(number);
    if (column.row == row) {
      column.texts.restartRow();
    } else {
      ColumnBytes.check(column.texts.text());
      column.texts.fill(row);
      column.row = row;
      column.written.set(row);
    }
    return column.texts.text();
  }

  /// The number of the field with a name, to be opened; negative when nobody wants it.
  int numberOf(byte[] bytes, int from, int to) {
    if (from == to) {
      return numberOf(MESSAGE, 0, MESSAGE.length);
    }
    int name = names.add(bytes, from, to);
    if (name == columnOfName.size()) {
      columnOfName.add(newColumn(names.text(name).toString()));
    }
    return columnOfName.get(name);
  }

  private int newColumn(String name) {
    if (wanted.stream().noneMatch(pattern -> pattern.matches(name))) {
      return NOT_WANTED;
    }
    if (columns.size() >= known + Limits.UNPACKED_FIELDS_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "more than "
              + Limits.UNPACKED_FIELDS_MAX
              + " different names were unpacked from one block of rows; list the fields you need");
    }
    Column column = new Column(prefix + name);
    column.written = new Bitmap(entries);
    columns.add(column);
    return columns.size() - 1;
  }

  /// The columns, each with as many entries as were begun.
  List<ComputedField> build() {
    List<ComputedField> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      column.texts.fill(entries);
      fields.add(
          new ComputedField(column.name, column.texts.build(), i < known ? null : column.written));
    }
    return fields;
  }
}
