package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueType;
import java.util.Optional;

/// Counts in how many rows of a part a column has a value, and which: what questions about values
/// are answered from without reading rows. Children are counted by their place among those of their
/// span. The arrays belong to it; confined to one thread.
final class ColumnCounts {
  /// Counts of a column of children that are always kept, however few children there are.
  private static final int CHILD_COUNTS_SMALL = 4_096;

  private ColumnCounts() {}

  /// How many rows have a number other than 0.
  static int[] ofLongs(long[] values, ChildIndex index) {
    int[] present = new int[index.depth()];
    for (int row = 0; row < values.length && present.length > 0; row++) {
      if (values[row] != 0) {
        present[index.of(row)]++;
      }
    }
    return present;
  }

  /// How many spans have more than 0, 1, 2 … children.
  static int[] ofChildren(int[] offsets, ChildIndex index) {
    int[] spans = new int[index.depth()];
    for (int row = 0; row + 1 < offsets.length; row++) {
      for (int child = 0; child < offsets[row + 1] - offsets[row] && spans.length > 0; child++) {
        spans[child]++;
      }
    }
    return spans;
  }

  /// How many rows have a value that LogsQL shows.
  static int[] ofCells(Cells cells, ValuePool pool, ChildIndex index) {
    int[] present = new int[index.depth()];
    for (int at = 0; at < cells.size() && present.length > 0; at++) {
      if (isShown(pool.type(cells.value(at)))) {
        present[index.of(cells.row(at))]++;
      }
    }
    return present;
  }

  /// Whether a value of the type has a text.
  static boolean isShown(int type) {
    return switch (ValueType.ofCode(type)) {
      case ABSENT, KVLIST -> false;
      case NULL, STRING, BOOL, INT, DOUBLE, BYTES, ARRAY -> true;
    };
  }

  /// How many rows have each entry of a dictionary, one index of children after another; empty when
  /// these are too many to be worth it.
  static Optional<ByteSink> ofEntries(
      Cells cells, int[] codes, int entries, ChildIndex index, PlaneCodec planes) {
    long wanted = (long) entries * index.depth();
    boolean isSmall = index.depth() == 1 || wanted <= Math.max(CHILD_COUNTS_SMALL, cells.size());
    if (index.depth() == 0 || !isSmall) {
      return Optional.empty();
    }
    int[] counts = new int[(int) wanted];
    for (int at = 0; at < cells.size(); at++) {
      counts[index.of(cells.row(at)) * entries + codes[at] - 1]++;
    }
    ByteSink out = new ByteSink();
    for (int child = 0; child < index.depth(); child++) {
      planes.packInts(counts, child * entries, (child + 1) * entries, out);
    }
    return Optional.of(out);
  }

  /// Reads what [#ofEntries] wrote: by index of the child and code, code 0 standing for the rows
  /// without a value.
  static int[][] read(ChunkSource in, PlaneCodec planes, ColumnMeta column, int rows) {
    int[][] counts = new int[column.present.length][];
    int[] ofEntry = new int[column.dictionaryEntries];
    for (int child = 0; child < counts.length; child++) {
      planes.unpackInts(in, ofEntry, ofEntry.length);
      counts[child] = new int[ofEntry.length + 1];
      int left = rows;
      for (int entry = 0; entry < ofEntry.length; entry++) {
        if (ofEntry[entry] < 0 || ofEntry[entry] > left) {
          throw in.corrupt("entry " + entry + " in " + ofEntry[entry] + " of " + left + " rows");
        }
        left -= ofEntry[entry];
        counts[child][entry + 1] = ofEntry[entry];
      }
      counts[child][0] = left;
    }
    return counts;
  }
}
