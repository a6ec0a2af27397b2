package dev.vestige.storage.part;

/// Which of its span's children each row of a domain is: the first, the second and so on. LogsQL
/// sees them as fields of their own, so their values are counted apart. Of the spans themselves all
/// rows are the first. The array belongs to it.
final class ChildIndex {
  /// Spans are not the children of anything.
  static final ChildIndex OF_SPANS = new ChildIndex(1, new int[0]);

  /// How many children are counted apart. A span with more is rare, and fields of its last ones are
  /// not what anyone groups by: then the part tells nothing of its children.
  static final int DEPTH_MAX = 64;

  private final int depth;
  private final int[] indexOfRow;

  private ChildIndex(int depth, int[] indexOfRow) {
    this.depth = depth;
    this.indexOfRow = indexOfRow;
  }

  /// The children of row r are numbered from `offsets[r]` to before `offsets[r + 1]`.
  static ChildIndex of(int[] offsets) {
    int[] index = new int[offsets[offsets.length - 1]];
    int depth = 0;
    for (int row = 0; row + 1 < offsets.length; row++) {
      int children = offsets[row + 1] - offsets[row];
      depth = Math.max(depth, children);
      for (int child = 1; child < children; child++) {
        index[offsets[row] + child] = child;
      }
    }
    return new ChildIndex(depth > DEPTH_MAX ? 0 : depth, index);
  }

  /// The most children that a span has; 0 when these are not counted.
  int depth() {
    return depth;
  }

  int of(int row) {
    return indexOfRow.length == 0 ? 0 : indexOfRow[row];
  }
}
