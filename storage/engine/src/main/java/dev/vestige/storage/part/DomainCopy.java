package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.SpanBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies values of a block's spans, events or links to a builder. Columns are decoded when a row
/// needs them, and kept. Confined to one thread.
final class DomainCopy {
  private final BlockColumns columns;
  private final ColumnId.Domain domain;
  private final SpanBatchBuilder to;
  private final List<Attribute> all = new ArrayList<>();
  private final List<LazyColumn> fields = new ArrayList<>();
  private final List<Attribute> wanted = new ArrayList<>();
  private final ByteSink scratch = new ByteSink();

  DomainCopy(BlockColumns columns, ColumnId.Domain domain, SpanBatchBuilder to) {
    this.columns = columns;
    this.domain = domain;
    this.to = to;
    for (ColumnMeta meta : columns.part().columns()) {
      if (meta.id.attribute() && meta.id.domain() == domain) {
        byte[] key = meta.id.key().getBytes(StandardCharsets.UTF_8);
        columns.open(meta).ifPresent(column -> all.add(new Attribute(key, column)));
      }
    }
  }

  /// The column of an attribute.
  private static final class Attribute {
    final byte[] key;
    final LazyColumn column;

    Attribute(byte[] key, LazyColumn column) {
      this.key = key;
      this.column = column;
    }
  }

  /// The column of a field; null when the block has no value of it.
  @Nullable LazyColumn field(String name) {
    LazyColumn column =
        columns.part().column(ColumnId.field(domain, name)).flatMap(columns::open).orElse(null);
    if (column != null) {
      fields.add(column);
    }
    return column;
  }

  /// Says which rows come next: from `from` to before `end`.
  void aim(int from, int end) {
    wanted.clear();
    for (LazyColumn field : fields) {
      field.aim(from, end);
    }
    for (Attribute attribute : all) {
      if (attribute.column.aim(from, end)) {
        wanted.add(attribute);
      }
    }
  }

  /// Copies the attributes of a row that was aimed at.
  void attributes(int row) {
    for (Attribute attribute : wanted) {
      if (attribute.column.has(row)) {
        StoredColumn stored = attribute.column.stored();
        scratch.clear();
        stored.appendRaw(row, scratch);
        int length = scratch.position();
        scratch.putBytes(attribute.key);
        to.storedAttribute(
            scratch.array(), length, attribute.key.length, stored.typeCode(row), 0, length);
      }
    }
  }

  /// The code of a row's text, 0 when it has none.
  int text(@Nullable LazyColumn column, int row) {
    if (column == null || !column.has(row)) {
      return 0;
    }
    scratch.clear();
    column.stored().appendRaw(row, scratch);
    return to.text(scratch.array(), 0, scratch.position());
  }

  /// The number of a row, 0 when it has none.
  static int number(@Nullable LazyColumn column, int row) {
    return column == null || !column.has(row) ? 0 : (int) column.stored().number(row);
  }
}
