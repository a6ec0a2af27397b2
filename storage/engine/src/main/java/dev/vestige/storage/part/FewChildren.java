package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.FieldRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The events or links of a few rows of a block, decoded at these only. Confined to one thread,
/// good for one visit.
final class FewChildren {
  private final BlockColumns columns;
  private final ColumnId.Domain domain;
  private final FewSpans spans;
  private final int[] rows;

  /// The most children that one of the rows has.
  private final int depth;

  /// How many children the block has; 0 when no row that is asked for has any.
  private final int count;

  /// Where the n-th children stand, -1 for rows that have fewer, and the columns of these.
  private final List<int[]> places = new ArrayList<>();

  private final List<FewColumns> values = new ArrayList<>();

  FewChildren(BlockColumns columns, ColumnId.Domain domain, FewSpans spans, int[] rows) {
    this.columns = columns;
    this.domain = domain;
    this.spans = spans;
    this.rows = rows;
    this.depth = mostOfOne();
    this.count = depth == 0 ? 0 : columns.childRow(domain)[columns.rows()];
    for (int index = 0; index < depth; index++) {
      places.add(places(index));
      values.add(new FewColumns(columns, count, places.get(index)));
    }
  }

  private int mostOfOne() {
    ColumnId counts = ColumnId.field(ColumnId.Domain.SPANS, Fields.countOf(domain));
    long most = 0;
    for (long children : columns.longsAt(counts, columns.rows(), rows)) {
      most = Math.max(most, children);
    }
    return (int) Math.min(most, Integer.MAX_VALUE);
  }

  private int[] places(int index) {
    int[] first = columns.childRow(domain);
    int[] place = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int at = first[rows[i]] + index;
      place[i] = at < first[rows[i] + 1] ? at : -1;
    }
    return place;
  }

  /// The most children that one of the rows has.
  int depth() {
    return depth;
  }

  /// The values of a column for the index-th children; empty when none of them has one.
  Optional<ColumnVector> vector(ColumnMeta column, int index) {
    return values.get(index).vector(column);
  }

  ColumnVector column(FieldRef field) {
    if (field.index() >= depth) {
      return empty();
    }
    return switch (field.kind()) {
      case EVENT_TIME -> times(field.index());
      case LINK_TRACE_ID ->
          new ColumnVector.Ids(
              longs(Fields.TRACE_HIGH, field.index()),
              longs(Fields.TRACE_LOW, field.index()),
              rows.length,
              IdFormat.HEX_16);
      case LINK_SPAN_ID -> {
        long[] ids = longs(Fields.SPAN_ID, field.index());
        yield new ColumnVector.Ids(ids, ids, rows.length, IdFormat.HEX_8);
      }
      case EVENT_NAME -> stored(ColumnId.field(domain, Fields.NAME), field.index());
      case EVENT_DROPPED, LINK_DROPPED ->
          stored(ColumnId.field(domain, Fields.DROPPED), field.index());
      case LINK_TRACE_STATE -> stored(ColumnId.field(domain, Fields.TRACE_STATE), field.index());
      case LINK_FLAGS -> stored(ColumnId.field(domain, Fields.FLAGS), field.index());
      default -> stored(ColumnId.attribute(domain, field.key()), field.index());
    };
  }

  private ColumnVector times(int index) {
    long[] times = longs(Fields.TIME, index);
    Bitmap present = new Bitmap(rows.length);
    for (int i = 0; i < rows.length; i++) {
      if (places.get(index)[i] >= 0) {
        times[i] += spans.starts()[i];
        present.set(i);
      }
    }
    return new ColumnVector.Longs(times, present, rows.length, NumberFormat.UNSIGNED);
  }

  private long[] longs(String field, int index) {
    return columns.longsAt(ColumnId.field(domain, field), count, places.get(index));
  }

  private ColumnVector stored(ColumnId id, int index) {
    return columns
        .part()
        .column(id)
        .flatMap(column -> vector(column, index))
        .orElseGet(this::empty);
  }

  private ColumnVector empty() {
    return new ColumnVector.Constant(rows.length, ByteSlice.EMPTY);
  }
}
