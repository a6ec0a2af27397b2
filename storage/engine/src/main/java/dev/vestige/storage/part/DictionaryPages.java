package dev.vestige.storage.part;

/// Where the pages of a column's dictionary are, to read it whole or by pages. Immutable.
final class DictionaryPages {
  private final PartReader part;
  private final ColumnMeta column;
  private final String what;
  private final int bytes;
  private final int shift;
  private final int[] pageLength;
  private final long[] pageOffset;

  DictionaryPages(PartReader part, ColumnMeta column, ReadContext context) {
    this.part = part;
    this.column = column;
    what = "dictionary of " + column.id.key();
    ChunkSource in = part.chunk(context, column.dictionaryOffset, column.dictionaryLength, what);
    bytes = in.unpackedSize(column.dictionaryPagesLength, "dictionary bytes");
    shift = in.unsignedByte();
    if (shift < PartFormat.PAGE_SHIFT_MIN || shift > PartFormat.PAGE_SHIFT_MAX) {
      throw in.corrupt("pages of 2^" + shift + " entries");
    }
    int pages = ((column.dictionaryEntries - 1) >> shift) + 1;
    pageLength = new int[pages];
    pageOffset = new long[pages];
    context.planes().unpackInts(in, pageLength, pages);
    long at = column.dictionaryOffset + column.dictionaryLength + PartFormat.CHECKSUM_BYTES;
    for (int page = 0; page < pages; page++) {
      if (pageLength[page] < 0 || pageLength[page] > column.dictionaryPagesLength) {
        throw in.corrupt("a page of " + pageLength[page] + " bytes");
      }
      pageOffset[page] = at;
      at += pageLength[page] + PartFormat.CHECKSUM_BYTES;
    }
  }

  long sizeBytes() {
    return 12L * pageLength.length + 64;
  }

  int pageOf(int entry) {
    return (entry - 1) >> shift;
  }

  int firstEntry(int page) {
    return (page << shift) + 1;
  }

  private int entries(int page) {
    return Math.min(1 << shift, column.dictionaryEntries - (page << shift));
  }

  /// All entries, each at its number.
  TypedValues readAll(ReadContext context) {
    Entries all = new Entries(column.dictionaryEntries, bytes);
    for (int page = 0; page < pageLength.length; page++) {
      readPage(page, all, context);
    }
    return all.values();
  }

  /// The entries of a page, the first one at number 1.
  TypedValues readPage(int page, ReadContext context) {
    ChunkSource in = open(page, context);
    Entries entries = new Entries(entries(page), in.unpackedSize("bytes of a page"));
    fill(in, entries, entries(page), entries.bytes.length, context);
    return entries.values();
  }

  private void readPage(int page, Entries all, ReadContext context) {
    ChunkSource in = open(page, context);
    int length = in.count(all.bytes.length - all.offsets[all.size + 1], "bytes of a page");
    fill(in, all, entries(page), length, context);
  }

  private ChunkSource open(int page, ReadContext context) {
    return part.chunk(context, pageOffset[page], pageLength[page], what);
  }

  /// Entries being put together; number 0 is the missing value.
  private static final class Entries {
    final byte[] types;
    final int[] offsets;
    final byte[] bytes;
    int size;

    Entries(int count, int length) {
      types = new byte[count + 1];
      offsets = new int[count + 2];
      bytes = new byte[length];
    }

    TypedValues values() {
      return new TypedValues(types, offsets, bytes);
    }
  }

  private void fill(ChunkSource in, Entries to, int count, int length, ReadContext context) {
    context.planes().unpackBytes(in, to.types, to.size + 1, count);
    int[] lengths = new int[count];
    context.planes().unpackInts(in, lengths, count);
    int start = to.offsets[to.size + 1];
    int at = start;
    for (int i = 0; i < count; i++) {
      if (lengths[i] < 0 || lengths[i] > start + length - at) {
        throw in.corrupt("entry " + i + " of " + lengths[i] + " bytes in a page of " + length);
      }
      at += lengths[i];
      to.offsets[to.size + 2 + i] = at;
    }
    context.planes().unpackBytes(in, to.bytes, start, length);
    to.size += count;
  }
}
