package dev.vestige.storage.part;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.FieldRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of the n-th event or link of the spans of a block.
final class ChildColumns {
  private final BlockColumns columns;
  private final ColumnId.Domain domain;
  private final @Nullable Bitmap few;

  /// `few` are the only rows whose texts are wanted, when there are few.
  ChildColumns(BlockColumns columns, ColumnId.Domain domain, Optional<Bitmap> few) {
    this.few = few.orElse(null);
    this.columns = columns;
    this.domain = domain;
  }

  ColumnVector column(FieldRef field) {
    int[] child = children(field.index());
    return switch (field.kind()) {
      case EVENT_TIME -> eventTimes(child);
      case LINK_TRACE_ID ->
          new ColumnVector.Ids(
              gather(child, columns.childLongs(domain, Fields.TRACE_HIGH)),
              gather(child, columns.childLongs(domain, Fields.TRACE_LOW)),
              columns.rows(),
              ColumnVector.Ids.IdFormat.HEX_16);
      case LINK_SPAN_ID -> {
        long[] ids = gather(child, columns.childLongs(domain, Fields.SPAN_ID));
        yield new ColumnVector.Ids(ids, ids, columns.rows(), ColumnVector.Ids.IdFormat.HEX_8);
      }
      case EVENT_NAME -> stored(child, ColumnId.field(domain, Fields.NAME));
      case EVENT_DROPPED, LINK_DROPPED -> stored(child, ColumnId.field(domain, Fields.DROPPED));
      case LINK_TRACE_STATE -> stored(child, ColumnId.field(domain, Fields.TRACE_STATE));
      case LINK_FLAGS -> stored(child, ColumnId.field(domain, Fields.FLAGS));
      default -> stored(child, ColumnId.attribute(domain, field.key()));
    };
  }

  /// Per row the number of its index-th child, -1 when it has fewer.
  private int[] children(int index) {
    int[] first = columns.childRow(domain);
    int[] child = new int[columns.rows()];
    for (int row = 0; row < child.length; row++) {
      long at = (long) first[row] + index;
      child[row] = at < first[row + 1] ? (int) at : -1;
    }
    return child;
  }

  private ColumnVector eventTimes(int[] child) {
    long[] starts = SpanIds.starts(columns);
    long[] times = columns.childLongs(domain, Fields.TIME);
    long[] values = new long[child.length];
    Bitmap present = new Bitmap(child.length);
    for (int row = 0; row < child.length; row++) {
      if (child[row] >= 0) {
        values[row] = starts[row] + times[child[row]];
        present.set(row);
      }
    }
    return new ColumnVector.Longs(
        values, present, child.length, ColumnVector.Longs.NumberFormat.UNSIGNED);
  }

  private static long[] gather(int[] child, long[] values) {
    long[] gathered = new long[child.length];
    for (int row = 0; row < child.length; row++) {
      gathered[row] = child[row] < 0 ? 0 : values[child[row]];
    }
    return gathered;
  }

  private ColumnVector stored(int[] child, ColumnId id) {
    Optional<StoredColumn> column = columns.part().column(id).flatMap(columns::stored);
    if (column.isEmpty()) {
      return new ColumnVector.Constant(child.length, ByteSlice.EMPTY);
    }
    Bitmap asked = few;
    if (asked != null) {
      StoredColumn stored = column.get();
      return FewRows.texts(
          asked,
          (row, out) -> {
            if (child[row] >= 0 && stored.has(child[row])) {
              stored.appendText(child[row], out);
            }
          });
    }
    TypedValues values = column.get().values();
    if (values != null) {
      int[] codes = new int[child.length];
      for (int row = 0; row < child.length; row++) {
        codes[row] = child[row] < 0 ? 0 : column.get().codes()[child[row]];
      }
      return new ColumnVector.Coded(values.texts(), codes, child.length);
    }
    ColumnVector all = column.get().vector();
    ByteSink out = new ByteSink();
    int[] ends = new int[child.length + 1];
    for (int row = 0; row < child.length; row++) {
      if (child[row] >= 0) {
        all.appendText(child[row], out);
      }
      ends[row + 1] = out.position();
    }
    return new ColumnVector.Texts(out.toByteArray(), ends, child.length);
  }
}
