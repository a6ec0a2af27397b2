package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Dictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Encodes columns into chunks, one per block. Confined to one thread, used for one part.
final class ColumnWriter {
  private static final ColumnId NAME = ColumnId.field(ColumnId.Domain.SPANS, Fields.NAME);

  private final PartFileWriter file;
  private final PlaneCodec planes;
  private final ValuePool pool;
  private final DictionaryBuilder dictionary;
  private final RawValues rawValues;
  private final WordCollector words;
  private final ByteSink chunk = new ByteSink(1 << 16);
  private long uncompressedBytes;
  private int[] codes = new int[0];
  private byte[] bitmap = new byte[0];
  private @Nullable NameIndex names;

  ColumnWriter(PartFileWriter file, PlaneCodec planes, ValuePool pool) {
    this.file = file;
    this.planes = planes;
    this.pool = pool;
    this.dictionary = new DictionaryBuilder(pool);
    this.rawValues = new RawValues(planes);
    this.words = new WordCollector(pool);
  }

  /// Writes a column that has a number in every row, `present` of which are values.
  ColumnMeta longs(ColumnId id, long[] values, int[] blockRow, int[] present) {
    uncompressedBytes += (long) Long.BYTES * values.length;
    int blocks = blockRow.length - 1;
    long first = file.position();
    int[] length = new int[blocks];
    for (int block = 0; block < blocks; block++) {
      chunk.clear();
      planes.packLongs(values, blockRow[block], blockRow[block + 1], chunk);
      file.chunk(chunk);
      length[block] = chunk.position();
    }
    BlockChunks chunks = BlockChunks.of(first, length);
    return inRows(id, PartFormat.COLUMN_LONGS, present, chunks, BlockChunks.NONE);
  }

  /// Writes a column of values that rows may lack.
  ColumnMeta cells(ColumnId id, Cells cells, int[] blockRow, ChildIndex children) {
    int rows = blockRow[blockRow.length - 1];
    cells.sort(rows);
    countUncompressed(id, cells);
    if (codes.length < cells.size()) {
      codes = new int[Math.max(cells.size(), rows)];
    }
    boolean coded = dictionary.encode(cells, codes);
    if (id.equals(NAME) && coded) {
      names = new NameIndex(rows, dictionary.entries(), cells, codes);
    }
    int blocks = blockRow.length - 1;
    long first = file.position();
    int[] length = new int[blocks];
    List<Optional<ByteSink>> wordsOfBlock = new ArrayList<>();
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      int from = at;
      while (at < cells.size() && cells.row(at) < blockRow[block + 1]) {
        at++;
      }
      Optional<ByteSink> blockWords = Optional.empty();
      if (at > from) {
        chunk.clear();
        int form = writeBlock(id, cells, coded, from, at, blockRow[block], blockRow[block + 1]);
        file.chunk(chunk);
        length[block] = chunk.position();
        if (!coded && SetReader.Kind.of(id).isEmpty()) {
          blockWords = words.collect(form, cells, from, at, chunk.position());
        }
      }
      wordsOfBlock.add(blockWords);
    }
    int[] present = ColumnCounts.ofCells(cells, pool, children);
    BlockChunks chunks = BlockChunks.of(first, length);
    return coded
        ? coded(id, cells, blockRow, children, present, chunks)
        : inRows(id, PartFormat.COLUMN_VALUES, present, chunks, writeWords(wordsOfBlock));
  }

  /// Counts the bytes of a column's values.
  void countUncompressed(ColumnId id, Cells cells) {
    long bytes = id.attribute() ? (long) cells.size() * id.key().length() : 0;
    for (int at = 0; at < cells.size(); at++) {
      bytes += pool.length(cells.value(at));
    }
    uncompressedBytes += bytes;
  }

  /// What the columns so far would take without dictionaries and compression: the bytes of all
  /// values, 8 for a number, and of the names of attributes beside them.
  long uncompressedBytes() {
    return uncompressedBytes;
  }

  /// Writes the dictionary and what is known of its entries.
  private ColumnMeta coded(
      ColumnId id,
      Cells cells,
      int[] blockRow,
      ChildIndex children,
      int[] present,
      BlockChunks chunks) {
    int entries = dictionary.entries();
    DictionaryWriter.Place place = new DictionaryWriter(file, planes, pool).write(dictionary);
    Optional<ByteSink> counts = ColumnCounts.ofEntries(cells, codes, entries, children, planes);
    counts.ifPresent(file::chunk);
    Optional<ByteSink> entryBlocks = EntryBlocks.write(cells, codes, entries, blockRow, planes);
    entryBlocks.ifPresent(file::chunk);
    return new ColumnMeta(
        id,
        PartFormat.COLUMN_CODES,
        place.offset(),
        place.length(),
        place.pagesLength(),
        entries,
        counts.map(ByteSink::position).orElse(0),
        entryBlocks.map(ByteSink::position).orElse(0),
        present,
        chunks,
        BlockChunks.NONE);
  }

  /// A column without a dictionary.
  private static ColumnMeta inRows(
      ColumnId id, int kind, int[] present, BlockChunks chunks, BlockChunks words) {
    return new ColumnMeta(id, kind, 0, 0, 0, 0, 0, 0, present, chunks, words);
  }

  private BlockChunks writeWords(List<Optional<ByteSink>> ofBlocks) {
    long first = file.position();
    int[] length = new int[ofBlocks.size()];
    for (int block = 0; block < length.length; block++) {
      if (ofBlocks.get(block).isPresent()) {
        ByteSink bytes = ofBlocks.get(block).get();
        file.chunk(bytes);
        length[block] = bytes.position();
      }
    }
    return BlockChunks.of(first, length);
  }

  /// Appends the text of a dictionary entry by its type and bytes.
  interface EntryText {
    void append(int type, byte[] bytes, int from, int to, ByteSink out);
  }

  /// The column that [#cells] has just written, which it must have given a dictionary.
  TextCodes textCodes(Cells cells, int rows, EntryText text) {
    int[] rowCodes = new int[rows];
    for (int at = 0; at < cells.size(); at++) {
      rowCodes[cells.row(at)] = codes[at];
    }
    ByteSink out = new ByteSink();
    int[] ends = new int[dictionary.entries() + 2];
    for (int entry = 1; entry <= dictionary.entries(); entry++) {
      int value = dictionary.value(entry);
      text.append(pool.type(value), pool.bytes(), pool.start(value), pool.end(value), out);
      ends[entry + 1] = out.position();
    }
    return new TextCodes(rowCodes, new Dictionary(out.toByteArray(), ends));
  }

  /// The names of a block with their numbers, so that a reader has these without a look at each
  /// row.
  private void writeNames(NameIndex index, int firstRow) {
    int[] local = new int[index.rows()];
    int[] codeOfName = index.scratch();
    for (int row = 0; row < local.length; row++) {
      local[row] = index.localName(firstRow + row);
      codeOfName[local[row]] = index.code(firstRow + row);
    }
    chunk.putByte(PartFormat.PRESENT_ALL);
    chunk.putByte(PartFormat.CODES_NUMBERED);
    chunk.putVarint(index.names());
    planes.packInts(codeOfName, 0, index.names(), chunk);
    planes.packInts(local, 0, local.length, chunk);
  }

  /// Returns the form of values that stand in the rows, [PartFormat#VALUES_MIXED] for codes.
  private int writeBlock(
      ColumnId id, Cells cells, boolean coded, int from, int to, int firstRow, int endRow) {
    NameIndex index = id.domain() == ColumnId.Domain.SPANS ? names : null;
    if (index != null) {
      index.enter(firstRow, endRow);
      if (id.equals(NAME)) {
        writeNames(index, firstRow);
        return PartFormat.VALUES_MIXED;
      }
      if (coded && codesByName(cells, from, to, firstRow, index)) {
        return PartFormat.VALUES_MIXED;
      }
    }
    presence(cells, from, to, firstRow, endRow, index);
    if (!coded) {
      return rawValues.write(pool, cells, from, to, chunk);
    }
    if (isConstant(from, to)) {
      chunk.putByte(PartFormat.CODES_CONSTANT);
      chunk.putVarint(codes[from]);
    } else {
      chunk.putByte(PartFormat.CODES_PACKED);
      planes.packInts(codes, from, to, chunk);
    }
    return PartFormat.VALUES_MIXED;
  }

  private boolean isConstant(int from, int to) {
    for (int at = from + 1; at < to; at++) {
      if (codes[at] != codes[from]) {
        return false;
      }
    }
    return true;
  }

  /// When the span's name alone says what the value is (or that there is none), the block holds one
  /// code per name: no bytes per row, and nothing to unpack. Saves 3 to 5 bytes a span on workloads
  /// that follow the semantic conventions.
  private boolean codesByName(Cells cells, int from, int to, int firstRow, NameIndex index) {
    int[] codeOfName = index.scratch();
    Arrays.fill(codeOfName, 0, index.names(), -1);
    int at = from;
    for (int row = firstRow; row < firstRow + index.rows(); row++) {
      int code = 0;
      if (at < to && cells.row(at) == row) {
        code = codes[at++];
      }
      int name = index.localName(row);
      if (codeOfName[name] < 0) {
        codeOfName[name] = code;
      } else if (codeOfName[name] != code) {
        return false;
      }
    }
    chunk.putByte(PartFormat.PRESENT_ALL);
    chunk.putByte(PartFormat.CODES_BY_NAME);
    planes.packInts(codeOfName, 0, index.names(), chunk);
    return true;
  }

  private void presence(
      Cells cells, int from, int to, int firstRow, int endRow, @Nullable NameIndex index) {
    int rows = endRow - firstRow;
    if (to - from == rows) {
      chunk.putByte(PartFormat.PRESENT_ALL);
      return;
    }
    int length = (rows + 7) >>> 3;
    if (bitmap.length < length) {
      bitmap = new byte[length];
    }
    if (index != null && presenceByName(cells, from, to, firstRow, index)) {
      return;
    }
    Arrays.fill(bitmap, 0, length, (byte) 0);
    for (int at = from; at < to; at++) {
      int row = cells.row(at) - firstRow;
      bitmap[row >>> 3] |= (byte) (1 << (row & 7));
    }
    chunk.putByte(PartFormat.PRESENT_BITMAP);
    planes.packBytes(bitmap, 0, length, chunk);
  }

  private boolean presenceByName(Cells cells, int from, int to, int firstRow, NameIndex index) {
    int[] presentOfName = index.scratch();
    Arrays.fill(presentOfName, 0, index.names(), -1);
    int at = from;
    for (int row = firstRow; row < firstRow + index.rows(); row++) {
      int present = 0;
      if (at < to && cells.row(at) == row) {
        present = 1;
        at++;
      }
      int name = index.localName(row);
      if (presentOfName[name] < 0) {
        presentOfName[name] = present;
      } else if (presentOfName[name] != present) {
        return false;
      }
    }
    chunk.putByte(PartFormat.PRESENT_BY_NAME);
    planes.packInts(presentOfName, 0, index.names(), chunk);
    return true;
  }
}
