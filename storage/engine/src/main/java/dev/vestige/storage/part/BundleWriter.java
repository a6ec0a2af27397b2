package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gathers columns of few values and writes them as bundles. Memory is needed for the values of one
/// bundle. Confined to one thread, used for one part.
final class BundleWriter {
  private final PartFileWriter file;
  private final PlaneCodec planes;
  private final ValuePool values = new ValuePool();
  private final ByteSink chunk = new ByteSink(1 << 12);
  private final ByteSink bytes = new ByteSink(1 << 12);
  private final List<ColumnId> ids = new ArrayList<>();
  private final List<int[]> presents = new ArrayList<>();
  private final List<ColumnMeta> metas = new ArrayList<>();
  private int bundles;
  private int ownColumns;

  /// Of each value, in the order in which they came.
  private int[] rows = new int[256];

  /// Where the values of each column end.
  private int[] ends = new int[64];

  // The values of the block that is being written.
  private int[] columnsOfBlock = new int[64];
  private int[] countsOfBlock = new int[64];
  private int[] rowsOfBlock = new int[64];
  private int[] lengthsOfBlock = new int[64];
  private byte[] typesOfBlock = new byte[64];

  BundleWriter(PartFileWriter file, PlaneCodec planes) {
    this.file = file;
    this.planes = planes;
  }

  /// Whether a column is to be bundled; the first ones of a part are not.
  boolean takes(ColumnId id, int cells, int blocks) {
    return id.attribute()
        && ValueBundle.isFew(cells, blocks)
        && ++ownColumns > ValueBundle.OWN_COLUMNS_MAX;
  }

  /// Adds a column of the same domain as the ones before, or as the first one after [#close].
  ///
  /// @param cells in the order of rows
  /// @param pool has their values
  void add(ColumnId id, Cells cells, ValuePool pool, int[] present, int[] blockRow) {
    if (ids.size() == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    if (values.size() + cells.size() > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(rows.length * 2, values.size() + cells.size()));
    }
    for (int at = 0; at < cells.size(); at++) {
      int value = cells.value(at);
      rows[values.size()] = cells.row(at);
      values.add(pool.type(value), pool.bytes(), pool.start(value), pool.length(value));
    }
    ends[ids.size()] = values.size();
    ids.add(id);
    presents.add(present);
    if (ValueBundle.isFull(values.size(), blockRow.length - 1)) {
      close(blockRow);
    }
  }

  /// Writes the bundle that is not full yet, if there is one.
  void close(int[] blockRow) {
    if (ids.isEmpty()) {
      return;
    }
    reserve();
    int[] next = new int[ids.size()];
    for (int column = 1; column < next.length; column++) {
      next[column] = ends[column - 1];
    }
    int[] length = new int[blockRow.length - 1];
    long first = file.position();
    for (int block = 0; block < length.length; block++) {
      if (writeBlock(next, blockRow[block], blockRow[block + 1])) {
        file.chunk(chunk);
        length[block] = chunk.position();
      }
    }
    ValueBundle bundle = new ValueBundle(BlockChunks.of(first, length), ids.size());
    for (int column = 0; column < ids.size(); column++) {
      metas.add(ColumnMeta.bundled(ids.get(column), presents.get(column), bundle, column));
    }
    bundles++;
    ids.clear();
    presents.clear();
    values.clear();
  }

  private void reserve() {
    if (columnsOfBlock.length < ids.size()) {
      columnsOfBlock = new int[ends.length];
      countsOfBlock = new int[ends.length];
    }
    if (rowsOfBlock.length < values.size()) {
      rowsOfBlock = new int[rows.length];
      lengthsOfBlock = new int[rows.length];
      typesOfBlock = new byte[rows.length];
    }
  }

  /// Fills the chunk of the rows from `firstRow` on; false when none has a value.
  private boolean writeBlock(int[] next, int firstRow, int endRow) {
    int columns = 0;
    int count = 0;
    bytes.clear();
    for (int column = 0; column < next.length; column++) {
      int before = count;
      for (int at = next[column]; at < ends[column] && rows[at] < endRow; at++) {
        rowsOfBlock[count] = rows[at] - firstRow;
        typesOfBlock[count] = (byte) values.type(at);
        lengthsOfBlock[count++] = values.length(at);
        bytes.putBytes(values.bytes(), values.start(at), values.length(at));
      }
      next[column] += count - before;
      if (count > before) {
        columnsOfBlock[columns] = column;
        countsOfBlock[columns++] = count - before;
      }
    }
    chunk.clear();
    chunk.putVarint(columns);
    planes.packInts(columnsOfBlock, 0, columns, chunk);
    planes.packInts(countsOfBlock, 0, columns, chunk);
    planes.packInts(rowsOfBlock, 0, count, chunk);
    planes.packBytes(typesOfBlock, 0, count, chunk);
    planes.packInts(lengthsOfBlock, 0, count, chunk);
    chunk.putVarint(bytes.position());
    planes.packBytes(bytes.array(), 0, bytes.position(), chunk);
    return count > 0;
  }

  /// Appends what the footer says of the bundles.
  void writeFooter(int blocks, ByteSink footer) {
    footer.putVarint(bundles);
    int at = 0;
    for (int bundle = 0; bundle < bundles; bundle++) {
      ValueBundle written = metas.get(at).bundle().orElseThrow();
      footer.putByte(metas.get(at).id.domain().code());
      written.chunks().write(blocks, planes, footer);
      footer.putVarint(written.columns());
      for (int column = 0; column < written.columns(); column++) {
        ColumnMeta meta = metas.get(at++);
        byte[] key = meta.id.key().getBytes(StandardCharsets.UTF_8);
        footer.putSized(key, 0, key.length);
        meta.writePresent(planes, footer);
      }
    }
  }
}
