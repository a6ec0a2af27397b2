package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import java.util.ArrayList;
import java.util.List;

/// Writes the dictionary of a column in pages, so that reading a few values of a trace decodes a
/// few pages of some ten thousand bytes and not megabytes: first a chunk with the number of bytes
/// of all entries, how many entries a page has (as a power of two) and how long each page is, then
/// the pages as chunks of types, lengths and bytes. Confined to one thread.
final class DictionaryWriter {
  private static final int PAGE_BYTES = 16 << 10;

  private final PartFileWriter file;
  private final PlaneCodec planes;
  private final ValuePool pool;

  DictionaryWriter(PartFileWriter file, PlaneCodec planes, ValuePool pool) {
    this.file = file;
    this.planes = planes;
    this.pool = pool;
  }

  /// Where a dictionary was written.
  record Place(long offset, int length, int pagesLength) {}

  Place write(DictionaryBuilder dictionary) {
    int entries = dictionary.entries();
    long bytes = 0;
    for (int entry = 1; entry <= entries; entry++) {
      bytes += pool.length(dictionary.value(entry));
    }
    int shift = pageShift(bytes, entries);
    List<ByteSink> pages = new ArrayList<>();
    for (int first = 1; first <= entries; first += 1 << shift) {
      pages.add(page(dictionary, first, Math.min(entries + 1, first + (1 << shift))));
    }
    ByteSink head = new ByteSink();
    head.putVarint(bytes);
    head.putByte(shift);
    planes.packInts(pages.stream().mapToInt(ByteSink::position).toArray(), 0, pages.size(), head);
    long start = file.chunk(head);
    long firstPage = file.position();
    pages.forEach(file::chunk);
    return new Place(start, head.position(), (int) (file.position() - firstPage));
  }

  private static int pageShift(long bytes, int entries) {
    long ofEntry = Math.max(4, bytes / Math.max(1, entries));
    return Math.clamp(
        63 - Long.numberOfLeadingZeros(PAGE_BYTES / ofEntry | 1L),
        PartFormat.PAGE_SHIFT_MIN,
        PartFormat.PAGE_SHIFT_MAX);
  }

  private ByteSink page(DictionaryBuilder dictionary, int from, int to) {
    int count = to - from;
    byte[] types = new byte[count];
    int[] lengths = new int[count];
    ByteSink bytes = new ByteSink(PAGE_BYTES);
    for (int i = 0; i < count; i++) {
      int value = dictionary.value(from + i);
      types[i] = (byte) pool.type(value);
      lengths[i] = pool.length(value);
      bytes.putBytes(pool.bytes(), pool.start(value), pool.length(value));
    }
    ByteSink page = new ByteSink(bytes.position() + 64);
    page.putVarint(bytes.position());
    planes.packBytes(types, 0, count, page);
    planes.packInts(lengths, 0, count, page);
    planes.packBytes(bytes.array(), 0, bytes.position(), page);
    return page;
  }
}
