package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.FileInput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/// What a part's footer says.
///
/// @param rowsWithTraceId those of traces whose id is not 0
/// @param operations the rollup of operations, where there is one
/// @param edges the rollup of calls, likewise
/// @param series how many spans have which name, service, kind and status, where that was counted
/// @param uncompressedBytes what the columns would take as they are, 0 where that was not counted
/// @param tenantEnd tenant i has the rows from the end of tenant i - 1 to before `tenantEnd[i]`
record PartFooter(
    int rows,
    int traces,
    int rowsWithTraceId,
    long locatorOffset,
    int locatorLength,
    ChunkPlace operations,
    ChunkPlace edges,
    ChunkPlace series,
    List<TenantId> tenants,
    List<Integer> tenantEnd,
    List<BlockMeta> blocks,
    long uncompressedBytes) {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FOOTER_BYTES_MAX = 256 << 20;

  /// Chunks of all columns: a column of few bytes may ask for a place per block.
  private static final long CHUNKS_MAX = 1L << 24;

  static int readInt(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset);
  }

  /// A footer, and apart from it what takes most of the memory and can be read again.
  record WithColumns(PartFooter footer, PartColumns columns) {}

  static WithColumns read(String name, FileInput file) {
    ChunkSource in = frame(name, file);
    Bounds bounds = new Bounds(in, file.lengthBytes() - PartFormat.TRAILER_BYTES - in.remaining());
    try (PlaneCodec planes = new PlaneCodec()) {
      int rows = in.count(Integer.MAX_VALUE, "rows");
      int traces = in.count(rows, "traces");
      int rowsWithTraceId = in.count(rows, "rows with a trace id");
      long locator = PlainForms.readLong(in.array(), in.take(8));
      int locatorLength = bounds.length(locator, "trace locator bytes");
      ChunkPlace operations = readPlace(in, bounds, "bytes of the operations' rollup");
      ChunkPlace edges = readPlace(in, bounds, "bytes of the edges' rollup");
      ChunkPlace series = readPlace(in, bounds, "bytes of the series");
      List<TenantId> tenants = new ArrayList<>();
      List<Integer> tenantEnd = new ArrayList<>();
      readTenants(in, rows, tenants, tenantEnd);
      List<BlockMeta> blocks = readBlocks(in, bounds, rows);
      List<ColumnMeta> columns = new ArrayList<>();
      int columnCount = in.count(in.remaining(), "columns");
      if ((long) columnCount * blocks.size() > CHUNKS_MAX) {
        throw in.corrupt(columnCount + " columns of " + blocks.size() + " blocks");
      }
      for (int i = 0; i < columnCount; i++) {
        columns.add(readColumn(in, bounds, planes, rows, blocks.size()));
      }
      long uncompressedBytes = in.remaining() == 0 ? 0 : in.varint();
      int bundles = in.remaining() == 0 ? 0 : in.count(in.remaining(), "bundles");
      if ((long) bundles * blocks.size() > CHUNKS_MAX) {
        throw in.corrupt(bundles + " bundles of " + blocks.size() + " blocks");
      }
      for (int i = 0; i < bundles; i++) {
        readBundle(in, bounds, planes, rows, blocks.size(), columns);
      }
      PartFooter footer =
          new PartFooter(
              rows,
              traces,
              rowsWithTraceId,
              locator,
              locatorLength,
              operations,
              edges,
              series,
              tenants,
              tenantEnd,
              blocks,
              uncompressedBytes);
      return new WithColumns(footer, new PartColumns(name, columns));
    }
  }

  private static ChunkPlace readPlace(ChunkSource in, Bounds bounds, String what) {
    int length = in.count(Integer.MAX_VALUE, what);
    if (length == 0) {
      return ChunkPlace.MISSING;
    }
    long offset = PlainForms.readLong(in.array(), in.take(8));
    bounds.require(offset, length, what);
    return new ChunkPlace(offset, length);
  }

  private static ChunkSource frame(String name, FileInput file) {
    long length = file.lengthBytes();
    if (length < PartFormat.HEADER_BYTES + PartFormat.TRAILER_BYTES) {
      throw VestigeException.corrupt(
          "part " + name + " has " + length + " bytes, less than its frame");
    }
    byte[] header = new byte[PartFormat.HEADER_BYTES];
    file.read(0, header, 0, header.length);
    byte[] trailer = new byte[PartFormat.TRAILER_BYTES];
    file.read(length - trailer.length, trailer, 0, trailer.length);
    if (PlainForms.readLong(header, 0) != PartFormat.MAGIC
        || PlainForms.readLong(trailer, 16) != PartFormat.MAGIC) {
      throw VestigeException.corrupt("part " + name + " does not begin and end as a part");
    }
    if (readInt(header, 8) != PartFormat.VERSION) {
      throw VestigeException.corrupt(
          "part "
              + name
              + " has format version "
              + readInt(header, 8)
              + ", expected "
              + PartFormat.VERSION);
    }
    long offset = PlainForms.readLong(trailer, 0);
    int size = readInt(trailer, 8);
    if (size < 0 || size > FOOTER_BYTES_MAX || offset != length - trailer.length - size) {
      throw VestigeException.corrupt(
          "part " + name + " has a footer of " + size + " bytes at " + offset + " of " + length);
    }
    byte[] bytes = new byte[size];
    file.read(offset, bytes, 0, size);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, size);
    if ((int) checksum.getValue() != readInt(trailer, 12)) {
      throw VestigeException.corrupt("part " + name + ": the checksum of the footer differs");
    }
    return new ChunkSource(name + " footer", bytes, 0, size);
  }

  private static void readTenants(
      ChunkSource in, int rows, List<TenantId> tenants, List<Integer> tenantEnd) {
    int count = in.count(rows, "tenants");
    int end = 0;
    for (int i = 0; i < count; i++) {
      TenantId tenant = new TenantId((int) in.varint(), (int) in.varint());
      int tenantRows = in.count(rows, "tenant rows");
      if (tenantRows <= end || (i > 0 && tenants.getLast().compareTo(tenant) >= 0)) {
        throw in.corrupt("tenant " + tenant + " is out of order or has no rows");
      }
      end = tenantRows;
      tenants.add(tenant);
      tenantEnd.add(end);
    }
    if (end != rows) {
      throw in.corrupt("tenants of " + end + " rows, expected " + rows);
    }
  }

  /// Where chunks may lie.
  private record Bounds(ChunkSource in, long end) {
    /// Reads the length of a chunk that begins at `offset` and has a checksum behind it.
    int length(long offset, String what) {
      int length = in.count(Integer.MAX_VALUE, what);
      require(offset, length, what);
      return length;
    }

    void require(long offset, long length, String what) {
      if (length < 0
          || offset < PartFormat.HEADER_BYTES
          || offset > end - PartFormat.CHECKSUM_BYTES - length) {
        throw in.corrupt(what + ": " + length + " at " + offset + " of " + end);
      }
    }
  }

  private static List<BlockMeta> readBlocks(ChunkSource in, Bounds bounds, int rows) {
    List<BlockMeta> blocks = new ArrayList<>();
    int count = in.count(rows, "blocks");
    int firstRow = 0;
    for (int i = 0; i < count; i++) {
      int rowsMax = Math.min(rows - firstRow, dev.vestige.storage.Limits.BLOCK_ROWS_MAX);
      int blockRows = in.count(rowsMax, "rows of a block");
      long minStart = PlainForms.readLong(in.array(), in.take(8));
      long min = PlainForms.readLong(in.array(), in.take(8));
      long max = PlainForms.readLong(in.array(), in.take(8));
      long shortest = PlainForms.readLong(in.array(), in.take(8));
      long longest = PlainForms.readLong(in.array(), in.take(8));
      long offset = in.varint();
      int length = bounds.length(offset, "trace chunk bytes");
      blocks.add(
          new BlockMeta(
              firstRow, blockRows, minStart, min, max, shortest, longest, offset, length));
      firstRow += blockRows;
    }
    if (firstRow != rows) {
      throw in.corrupt("blocks of " + firstRow + " rows, expected " + rows);
    }
    return blocks;
  }

  private static ColumnMeta readColumn(
      ChunkSource in, Bounds bounds, PlaneCodec planes, int rows, int blocks) {
    ColumnId.Domain domain = ColumnId.Domain.ofCode(in.unsignedByte());
    boolean attribute = in.unsignedByte() == 1;
    String key = readKey(in);
    int kind = in.unsignedByte();
    long dictionaryOffset = in.varint();
    int dictionaryLength = in.count(Integer.MAX_VALUE, "dictionary bytes");
    int dictionaryPagesLength = in.count(Integer.MAX_VALUE, "bytes of dictionary pages");
    if (kind == PartFormat.COLUMN_CODES) {
      bounds.require(dictionaryOffset, dictionaryLength, "dictionary bytes");
      bounds.require(
          dictionaryOffset + dictionaryLength, dictionaryPagesLength, "dictionary pages");
    } else if (kind > PartFormat.COLUMN_VALUES) {
      throw in.corrupt("unknown kind of column " + kind);
    }
    int entries = in.count(dev.vestige.storage.Limits.DICTIONARY_ENTRIES_MAX + 1, "entries");
    int countsLength = in.count(Integer.MAX_VALUE, "bytes of counts");
    int entryBlocksLength = in.count(Integer.MAX_VALUE, "bytes of blocks of entries");
    int[] present = readPresent(in, planes, rows);
    BlockChunks chunks = readChunks(in, bounds, planes, blocks, "chunks of column " + key);
    BlockChunks words = readChunks(in, bounds, planes, blocks, "words of column " + key);
    ColumnMeta meta =
        new ColumnMeta(
            new ColumnId(domain, key, attribute),
            kind,
            dictionaryOffset,
            dictionaryLength,
            dictionaryPagesLength,
            entries,
            countsLength,
            entryBlocksLength,
            present,
            chunks,
            words);
    if (countsLength > 0) {
      if (kind != PartFormat.COLUMN_CODES || present.length == 0) {
        throw in.corrupt("counts of column " + key + " without what they count");
      }
      bounds.require(meta.countsOffset(), countsLength, "counts of column " + key);
    }
    if (entryBlocksLength > 0) {
      bounds.require(
          meta.entryBlocksOffset(), entryBlocksLength, "blocks of entries of column " + key);
    }
    return meta;
  }

  private static void readBundle(
      ChunkSource in,
      Bounds bounds,
      PlaneCodec planes,
      int rows,
      int blocks,
      List<ColumnMeta> columns) {
    ColumnId.Domain domain = ColumnId.Domain.ofCode(in.unsignedByte());
    BlockChunks chunks = readChunks(in, bounds, planes, blocks, "chunks of a bundle");
    int count = in.count(in.remaining(), "columns of a bundle");
    ValueBundle bundle = new ValueBundle(chunks, count);
    for (int number = 0; number < count; number++) {
      ColumnId id = ColumnId.attribute(domain, readKey(in));
      columns.add(ColumnMeta.bundled(id, readPresent(in, planes, rows), bundle, number));
    }
  }

  private static String readKey(ChunkSource in) {
    int length = in.count(in.remaining(), "key bytes");
    return new String(in.array(), in.take(length), length, StandardCharsets.UTF_8);
  }

  /// Reads where the chunks of blocks are.
  private static BlockChunks readChunks(
      ChunkSource in, Bounds bounds, PlaneCodec planes, int blocks, String what) {
    BlockChunks chunks = BlockChunks.read(in, planes, blocks);
    if (!chunks.isEmpty()) {
      long bytes = chunks.end() - chunks.first() - PartFormat.CHECKSUM_BYTES;
      bounds.require(chunks.first(), bytes, what);
    }
    return chunks;
  }

  private static int[] readPresent(ChunkSource in, PlaneCodec planes, int rows) {
    int[] present = new int[in.count(ChildIndex.DEPTH_MAX, "children with a value")];
    planes.unpackInts(in, present, present.length);
    for (int spans : present) {
      if (spans < 0 || spans > rows) {
        throw in.corrupt("a value in " + spans + " of " + rows + " rows");
      }
    }
    return present;
  }

  int tenantIndex(TenantId tenant) {
    return Collections.binarySearch(tenants, tenant);
  }

  int tenantFirstRow(int index) {
    return index == 0 ? 0 : tenantEnd.get(index - 1);
  }

  int tenantEndRow(int index) {
    return tenantEnd.get(index);
  }

  TenantId tenantOfRow(int row) {
    int index = 0;
    while (tenantEnd.get(index) <= row) {
      index++;
    }
    return tenants.get(index);
  }

  long minTimeNanos() {
    return blocks.stream().mapToLong(BlockMeta::minTimeNanos).min().orElse(0);
  }

  long maxTimeNanos() {
    return blocks.stream().mapToLong(BlockMeta::maxTimeNanos).max().orElse(0);
  }
}
