package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.io.FileInput;
import org.jspecify.annotations.Nullable;

/// Tells for a trace id in which block of a part the trace begins, or that the part surely does not
/// have it (wrong once in 256 times): a table of `1.13 n` small numbers of which three, combined by
/// exclusive or, give the fingerprint and the block. About 17 bits a trace, three reads a question.
///
/// The table is a binary fuse structure: each trace owns one cell in each of three neighbouring
/// segments. Building peels off traces that are alone in some cell until none is left, then fills
/// cells in reverse. Immutable, safe for use by several threads.
final class TraceLocator {
  private static final int FINGERPRINT_BITS = 8;
  private static final int ATTEMPTS_MAX = 100;

  private final long seed;
  private final int segmentLength;
  private final int segments;
  private final int width;
  private final int blockBits;
  private final byte[] cells;
  private final int cellsOffset;
  private final @Nullable FileInput file;
  private final long fileOffset;

  private TraceLocator(
      long seed, int segmentLength, int segments, int blockBits, byte[] cells, int cellsOffset) {
    file = null;
    fileOffset = 0;
    this.seed = seed;
    this.segmentLength = segmentLength;
    this.segments = segments;
    this.blockBits = blockBits;
    this.width = blockBits + FINGERPRINT_BITS;
    this.cells = cells;
    this.cellsOffset = cellsOffset;
  }

  private TraceLocator(TraceLocator from, FileInput file, long fileOffset) {
    this.file = file;
    this.fileOffset = fileOffset;
    seed = from.seed;
    segmentLength = from.segmentLength;
    segments = from.segments;
    blockBits = from.blockBits;
    width = from.width;
    cells = new byte[0];
    cellsOffset = from.cellsOffset;
  }

  /// The same, reading its cells from the file in which its chunk is at the offset: some
  /// microseconds a question instead of some bytes of memory a trace.
  TraceLocator inFile(FileInput input, long chunkOffset) {
    return new TraceLocator(this, input, chunkOffset);
  }

  static void write(PartLayout layout, int[] blockOfTrace, ByteSink out) {
    int blockBits = 32 - Integer.numberOfLeadingZeros(Math.max(0, layout.blocks() - 1));
    long[] hashes = new long[layout.traces()];
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      long seed = mix(layout.traces() + 0x1234_5678_9ABC_DEFL * (attempt + 1));
      hashTraces(layout, seed, hashes);
      Shape shape = Shape.of(layout.traces());
      int[] table = fill(hashes, blockOfTrace, shape, blockBits);
      if (table.length > 0) {
        out.putLong(seed);
        out.putVarint(shape.segmentLength);
        out.putVarint(shape.segments);
        out.putVarint(blockBits);
        putCells(table, blockBits + FINGERPRINT_BITS, out);
        return;
      }
    }
    throw new VestigeException(
        dev.vestige.base.ErrorKind.INTERNAL,
        "cannot build the trace locator of " + layout.traces() + " traces");
  }

  private static void hashTraces(PartLayout layout, long seed, long[] hashes) {
    for (int tenant = 0; tenant < layout.tenants.length; tenant++) {
      long tenantSeed = tenantSeed(seed, layout.tenants[tenant]);
      for (int t = layout.tenantTrace[tenant]; t < layout.tenantTrace[tenant + 1]; t++) {
        hashes[t] = hash(tenantSeed, layout.traceHigh[t], layout.traceLow[t]);
      }
    }
  }

  private static long tenantSeed(long seed, TenantId tenant) {
    return seed ^ mix((long) tenant.account() << 32 | Integer.toUnsignedLong(tenant.project()));
  }

  private static long hash(long tenantSeed, long high, long low) {
    return mix(mix(high ^ tenantSeed) ^ low);
  }

  private static long mix(long value) {
    long state = (value ^ value >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    state = (state ^ state >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    return state ^ state >>> 33;
  }

  /// How large the table is for a number of traces.
  private record Shape(int segmentLength, int segments) {
    static Shape of(int traces) {
      double count = Math.max(2, traces);
      int length =
          Math.min(1 << 18, 1 << (int) Math.floor(Math.log(count) / Math.log(3.33) + 2.25));
      double factor = Math.max(1.125, 0.875 + 0.25 * Math.log(1e6) / Math.log(count));
      long capacity = Math.round(count * factor);
      int segments = (int) Math.max(1, (capacity + length - 1) / length - 2);
      return new Shape(length, segments);
    }

    int cells() {
      return (segments + 2) * segmentLength;
    }
  }

  private static int firstCell(long hash, int segments, int segmentLength) {
    return (int) Math.unsignedMultiplyHigh(hash, (long) segments * segmentLength);
  }

  private static int secondCell(long hash, int first, int segmentLength) {
    return (first + segmentLength) ^ ((int) (hash >>> 18) & (segmentLength - 1));
  }

  private static int thirdCell(long hash, int first, int segmentLength) {
    return (first + 2 * segmentLength) ^ ((int) hash & (segmentLength - 1));
  }

  private static int fingerprint(long hash) {
    return (int) (hash ^ hash >>> 32) & (1 << FINGERPRINT_BITS) - 1;
  }

  /// The filled table, empty when this seed does not work out.
  private static int[] fill(long[] hashes, int[] blockOfTrace, Shape shape, int blockBits) {
    Peeling peeling = new Peeling(hashes, shape);
    if (!peeling.run()) {
      return new int[0];
    }
    int[] table = new int[shape.cells()];
    for (int i = hashes.length - 1; i >= 0; i--) {
      int trace = peeling.order[i];
      long hash = hashes[trace];
      int first = firstCell(hash, shape.segments, shape.segmentLength);
      int second = secondCell(hash, first, shape.segmentLength);
      int third = thirdCell(hash, first, shape.segmentLength);
      int value = fingerprint(hash) << blockBits | blockOfTrace[trace];
      int cell = peeling.cell[i];
      table[cell] = 0;
      table[cell] = value ^ table[first] ^ table[second] ^ table[third];
    }
    return table;
  }

  /// The order in which traces can be taken off the table, each with a cell of its own.
  private static final class Peeling {
    final int[] order;
    final int[] cell;
    private final long[] hashes;
    private final Shape shape;
    private final int[] count;
    private final int[] tracesXor;

    Peeling(long[] hashes, Shape shape) {
      this.hashes = hashes;
      this.shape = shape;
      order = new int[hashes.length];
      cell = new int[hashes.length];
      count = new int[shape.cells()];
      tracesXor = new int[shape.cells()];
    }

    boolean run() {
      for (int trace = 0; trace < hashes.length; trace++) {
        change(trace, 1);
      }
      int[] alone = new int[count.length];
      int waiting = 0;
      for (int i = 0; i < count.length; i++) {
        if (count[i] == 1) {
          alone[waiting++] = i;
        }
      }
      int done = 0;
      while (waiting > 0) {
        int free = alone[--waiting];
        if (count[free] != 1) {
          continue;
        }
        int trace = tracesXor[free];
        order[done] = trace;
        cell[done++] = free;
        change(trace, -1);
        waiting = noteAlone(trace, alone, waiting);
      }
      return done == hashes.length;
    }

    private int noteAlone(int trace, int[] alone, int waiting) {
      long hash = hashes[trace];
      int first = firstCell(hash, shape.segments, shape.segmentLength);
      int second = secondCell(hash, first, shape.segmentLength);
      int third = thirdCell(hash, first, shape.segmentLength);
      int next = waiting;
      if (count[first] == 1) {
        alone[next++] = first;
      }
      if (count[second] == 1) {
        alone[next++] = second;
      }
      if (count[third] == 1) {
        alone[next++] = third;
      }
      return next;
    }

    private void change(int trace, int by) {
      long hash = hashes[trace];
      int first = firstCell(hash, shape.segments, shape.segmentLength);
      changeCell(first, trace, by);
      changeCell(secondCell(hash, first, shape.segmentLength), trace, by);
      changeCell(thirdCell(hash, first, shape.segmentLength), trace, by);
    }

    private void changeCell(int index, int trace, int by) {
      count[index] += by;
      tracesXor[index] ^= trace;
    }
  }

  private static void putCells(int[] table, int width, ByteSink out) {
    long pending = 0;
    int bits = 0;
    for (int value : table) {
      pending |= (value & 0xFFFF_FFFFL) << bits;
      bits += width;
      while (bits >= 8) {
        out.putByte((int) pending);
        pending >>>= 8;
        bits -= 8;
      }
    }
    out.putLong(pending);
  }

  static TraceLocator read(ChunkSource in) {
    int start = in.take(8);
    long seed = PlainForms.readLong(in.array(), start);
    int segmentLength = in.count(1 << 18, "segment length");
    int segments = in.count(1 << 24, "segments");
    int blockBits = in.count(24, "block bits");
    long bits = (long) (segments + 2) * segmentLength * (blockBits + FINGERPRINT_BITS);
    if (segments == 0 || Integer.bitCount(segmentLength) != 1) {
      throw in.corrupt("trace locator of " + segments + " segments of " + segmentLength);
    }
    int cells = in.take((bits >>> 3) + 8);
    return new TraceLocator(seed, segmentLength, segments, blockBits, in.array(), cells);
  }

  /// The block in which the trace begins, if the part has it; -1 when it surely does not.
  int block(TenantId tenant, long high, long low) {
    long hash = hash(tenantSeed(seed, tenant), high, low);
    int first = firstCell(hash, segments, segmentLength);
    int value =
        cellAt(first)
            ^ cellAt(secondCell(hash, first, segmentLength))
            ^ cellAt(thirdCell(hash, first, segmentLength));
    return value >>> blockBits == fingerprint(hash) ? value & (1 << blockBits) - 1 : -1;
  }

  private int cellAt(int index) {
    long bit = (long) index * width;
    int at = cellsOffset + (int) (bit >>> 3);
    FileInput input = file;
    long word = input == null ? PlainForms.readLong(cells, at) : wordInFile(input, at);
    return (int) (word >>> (bit & 7) & (1L << width) - 1);
  }

  private long wordInFile(FileInput input, int at) {
    byte[] word = new byte[8];
    input.read(fileOffset + at, word, 0, word.length);
    return PlainForms.readLong(word, 0);
  }

  long sizeBytes() {
    return cells.length;
  }
}
