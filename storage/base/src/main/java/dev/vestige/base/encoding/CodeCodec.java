package dev.vestige.base.encoding;

import java.util.Arrays;
import java.util.Objects;

/// Stores a block of dictionary codes, or of other small numbers from 0 on, in whichever way takes
/// the fewest bytes. The reader must know how many there are.
///
/// ```
/// block         = kind:u8 body
/// 0 CONSTANT    body = code:varint
/// 1 PACKED      body = min:varint width:u8 codes       codes = count numbers of width bits, plus min
/// 2 RUNS        body = runs:varint min:varint width:u8 lengthWidth:u8 codes lengths
///                      codes = runs numbers of width bits, plus min; lengths = runs numbers of
///                      lengthWidth bits, plus 1
/// 3 COMPRESSED  body = bytesPerCode:u8 length:varint frame
///                      frame = length bytes of zstd: the low bytes of all codes, then the next ones
/// ```
///
/// Bits are packed as [BitPacking] says. Confined to one thread; uses, but does not own, the codec
/// it is given.
public final class CodeCodec {
  static final int CONSTANT = 0;
  static final int PACKED = 1;
  static final int RUNS = 2;
  static final int COMPRESSED = 3;

  private final CodePlanes planes;
  private int[] decoded = new int[0];

  public CodeCodec(ZstdCodec zstd) {
    planes = new CodePlanes(zstd);
  }

  /// Appends `codes[offset] … codes[offset + count - 1]` in a way that decodes fast.
  public void encode(int[] codes, int offset, int count, ByteSink sink) {
    Objects.checkFromIndexSize(offset, count, codes.length);
    encode(CodeStatistics.of(codes, offset, count), codes, offset, count, sink);
  }

  /// As [#encode], or compressed where that saves at least an eighth and 32 bytes: decompressing
  /// takes 1.6 ns a code, unpacking 0.45 (`CodeCodecBenchmark`).
  public void compress(int[] codes, int offset, int count, ByteSink sink) {
    Objects.checkFromIndexSize(offset, count, codes.length);
    CodeStatistics statistics = CodeStatistics.of(codes, offset, count);
    long plainBytes = Math.min(statistics.runsBytes(), statistics.packedBytes());
    int start = sink.position();
    if (statistics.runs() > 1) {
      sink.putByte(COMPRESSED);
      planes.encode(statistics.max(), codes, offset, count, sink);
      if (sink.position() - start + 32 <= plainBytes - plainBytes / 8) {
        return;
      }
      sink.truncate(start);
    }
    encode(statistics, codes, offset, count, sink);
  }

  private static void encode(
      CodeStatistics statistics, int[] codes, int offset, int count, ByteSink sink) {
    if (statistics.runs() <= 1) {
      sink.putByte(CONSTANT);
      sink.putVarint(statistics.min());
    } else if (statistics.runsBytes() < statistics.packedBytes()) {
      sink.putByte(RUNS);
      CodeRuns.encode(statistics, codes, offset, count, sink);
    } else {
      sink.putByte(PACKED);
      encodePacked(statistics, codes, offset, count, sink);
    }
  }

  private static void encodePacked(
      CodeStatistics statistics, int[] codes, int offset, int count, ByteSink sink) {
    sink.putVarint(statistics.min());
    sink.putByte(statistics.width());
    int[] chunk = new int[Math.min(count, Numbers.CHUNK_LENGTH)];
    for (int from = 0; from < count; from += Numbers.CHUNK_LENGTH) {
      int length = Math.min(chunk.length, count - from);
      for (int i = 0; i < length; i++) {
        chunk[i] = codes[offset + from + i] - statistics.min();
      }
      BitPacking.pack(chunk, 0, length, statistics.width(), sink);
    }
  }

  /// Reads the `count` codes of a block into `target` from `offset` on.
  ///
  /// @param bound what every code is below, such as the size of the dictionary
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is no such block
  public void decode(ByteSource source, int count, int bound, int[] target, int offset) {
    Objects.checkFromIndexSize(offset, count, target.length);
    int kind = source.getByte();
    switch (kind) {
      case CONSTANT -> Arrays.fill(target, offset, offset + count, constant(source));
      case PACKED -> decodePacked(source, count, target, offset);
      case RUNS -> CodeRuns.read(source).decode(source, count, target, offset);
      case COMPRESSED -> planes.decode(source, count, target, offset);
      default -> throw source.corrupt("there is no kind " + kind + " of code blocks");
    }
    requireBelow(bound, source, count, target, offset);
  }

  private static int constant(ByteSource source) {
    return source.getCount("the code", Integer.MAX_VALUE);
  }

  private static void decodePacked(ByteSource source, int count, int[] target, int offset) {
    int min = source.getCount("the least code", Integer.MAX_VALUE);
    int width = CodeRuns.width(source);
    BitPacking.unpack(source, width, target, offset, count);
    for (int i = offset; i < offset + count; i++) {
      target[i] += min;
    }
  }

  private static void requireBelow(
      int bound, ByteSource source, int count, int[] target, int offset) {
    int least = 0;
    int greatest = 0;
    for (int i = offset; i < offset + count; i++) {
      least = Math.min(least, target[i]);
      greatest = Math.max(greatest, target[i]);
    }
    if (least < 0 || greatest >= bound) {
      throw source.corrupt("code " + (least < 0 ? least : greatest) + ", of codes below " + bound);
    }
  }

  /// Sets the rows whose code is wanted, without touching others: code i stands in row `firstRow +
  /// i`.
  ///
  /// @param wanted has a bit for every code that may occur
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is no such block
  public void match(ByteSource source, int count, Bitmap wanted, Bitmap rows, int firstRow) {
    Objects.checkFromIndexSize(firstRow, count, rows.length());
    int start = source.position();
    int kind = source.getByte();
    if (kind == CONSTANT) {
      if (isWanted(constant(source), wanted, source)) {
        rows.setRange(firstRow, firstRow + count);
      }
    } else if (kind == RUNS) {
      CodeRuns.read(source).match(source, count, wanted, rows, firstRow);
    } else {
      source.seek(start);
      decoded = decoded.length < count ? new int[count] : decoded;
      decode(source, count, wanted.length(), decoded, 0);
      match(decoded, count, wanted, rows, firstRow);
    }
  }

  static boolean isWanted(int code, Bitmap wanted, ByteSource source) {
    if (code < 0 || code >= wanted.length()) {
      throw source.corrupt("code " + code + ", of codes below " + wanted.length());
    }
    return wanted.get(code);
  }

  private static void match(int[] codes, int count, Bitmap wanted, Bitmap rows, int firstRow) {
    long[] wantedWords = wanted.words();
    for (int from = 0; from < count; from += Long.SIZE) {
      int length = Math.min(Long.SIZE, count - from);
      long word = 0;
      for (int i = 0; i < length; i++) {
        int code = codes[from + i];
        word |= (wantedWords[code >>> 6] >>> code & 1) << i;
      }
      rows.setWord(firstRow + from, word);
    }
  }
}
