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
/// @param tenantEnd tenant i has the rows from the end of tenant i - 1 to before `tenantEnd[i]`
record PartFooter(
    int rows,
    int traces,
    long locatorOffset,
    int locatorLength,
    List<TenantId> tenants,
    List<Integer> tenantEnd,
    List<BlockMeta> blocks,
    List<ColumnMeta> columns) {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FOOTER_BYTES_MAX = 256 << 20;

  static int readInt(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset);
  }

  static PartFooter read(String name, FileInput file) {
    ChunkSource in = frame(name, file);
    try (PlaneCodec planes = new PlaneCodec()) {
      int rows = in.count(Integer.MAX_VALUE, "rows");
      int traces = in.count(rows, "traces");
      long locator = PlainForms.readLong(in.array(), in.take(8));
      int locatorLength = in.count(Integer.MAX_VALUE, "trace locator bytes");
      List<TenantId> tenants = new ArrayList<>();
      List<Integer> tenantEnd = new ArrayList<>();
      int tenantCount = in.count(rows, "tenants");
      for (int i = 0; i < tenantCount; i++) {
        tenants.add(new TenantId((int) in.varint(), (int) in.varint()));
        tenantEnd.add(in.count(rows, "tenant rows"));
      }
      List<BlockMeta> blocks = readBlocks(in, rows);
      List<ColumnMeta> columns = new ArrayList<>();
      int columnCount = in.count(in.remaining(), "columns");
      for (int i = 0; i < columnCount; i++) {
        columns.add(readColumn(in, planes, blocks.size()));
      }
      return new PartFooter(
          rows, traces, locator, locatorLength, tenants, tenantEnd, blocks, columns);
    }
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

  private static List<BlockMeta> readBlocks(ChunkSource in, int rows) {
    List<BlockMeta> blocks = new ArrayList<>();
    int count = in.count(rows, "blocks");
    int firstRow = 0;
    for (int i = 0; i < count; i++) {
      int blockRows = in.count(rows - firstRow, "rows of a block");
      long minStart = PlainForms.readLong(in.array(), in.take(8));
      long min = PlainForms.readLong(in.array(), in.take(8));
      long max = PlainForms.readLong(in.array(), in.take(8));
      long offset = in.varint();
      int length = in.count(Integer.MAX_VALUE, "trace chunk bytes");
      blocks.add(new BlockMeta(firstRow, blockRows, minStart, min, max, offset, length));
      firstRow += blockRows;
    }
    return blocks;
  }

  private static ColumnMeta readColumn(ChunkSource in, PlaneCodec planes, int blocks) {
    ColumnId.Domain domain = ColumnId.Domain.ofCode(in.unsignedByte());
    boolean attribute = in.unsignedByte() == 1;
    int keyLength = in.count(in.remaining(), "key bytes");
    String key = new String(in.array(), in.take(keyLength), keyLength, StandardCharsets.UTF_8);
    int kind = in.unsignedByte();
    long dictionaryOffset = in.varint();
    int dictionaryLength = in.count(Integer.MAX_VALUE, "dictionary bytes");
    int dictionaryPagesLength = in.count(Integer.MAX_VALUE, "bytes of dictionary pages");
    int entries = in.count(dev.vestige.storage.Limits.DICTIONARY_ENTRIES_MAX + 1, "entries");
    int[] length = new int[blocks];
    planes.unpackInts(in, length, blocks);
    long at = in.varint();
    long[] offset = new long[blocks];
    for (int block = 0; block < blocks; block++) {
      if (length[block] > 0) {
        offset[block] = at;
        at += length[block] + PartFormat.CHECKSUM_BYTES;
      }
    }
    return new ColumnMeta(
        new ColumnId(domain, key, attribute),
        kind,
        dictionaryOffset,
        dictionaryLength,
        dictionaryPagesLength,
        entries,
        offset,
        length);
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
