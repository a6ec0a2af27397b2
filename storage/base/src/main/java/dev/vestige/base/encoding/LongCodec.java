package dev.vestige.base.encoding;

import java.util.Arrays;
import java.util.Objects;

/// Stores a block of numbers in whichever of four ways takes the fewest bytes. The reader must know
/// how many there are. Least and greatest value are readable without decoding.
///
/// ```
/// block      = kind:u8 min:zigzag range:varint body     range = greatest - least value, unsigned
/// kind 0     CONSTANT    body is empty; every value is min
/// kind 1     OFFSETS     body = scale:varint packed(count)
///                        value[i] = min + scale * packed[i]
/// kind 2     DELTAS      body = first:varint least:zigzag scale:varint packed(count - 1)
///                        value[0] = min + first; value[i] = value[i-1] + least + scale * packed[i-1]
/// kind 3     DICTIONARY  body = size:varint entries codes
///                        entries = size numbers of width(range) bits; codes = count numbers of
///                        width(size - 1) bits; value[i] = min + entries[codes[i]]
/// packed(n)  = width:u8 exceptions:varint low [high]
///                        low = n numbers of `width` bits
/// high       = highWidth:u8 positions parts             only when there are exceptions
///                        positions = exceptions numbers of width(n - 1) bits, parts = exceptions
///                        numbers of highWidth bits; packed[positions[j]] has parts[j] above its low
/// ```
///
/// Additions wrap around at 64 bits, so every number can be stored in every way. Bits are packed as
/// [BitPacking] says. Stateless.
public final class LongCodec {
  static final int CONSTANT = 0;
  static final int OFFSETS = 1;
  static final int DELTAS = 2;
  static final int DICTIONARY = 3;

  private static final int DELTAS_MARGIN_SHIFT = 4;

  private LongCodec() {}

  /// Appends `values[offset] … values[offset + count - 1]`.
  public static void encode(long[] values, int offset, int count, ByteSink sink) {
    Objects.checkFromIndexSize(offset, count, values.length);
    LongStatistics statistics = LongStatistics.of(values, offset, count);
    if (statistics.range() == 0) {
      putHeader(CONSTANT, statistics, sink);
      return;
    }
    Numbers offsets = statistics.offsets(values, offset);
    PackedShape offsetsShape = PackedShape.of(offsets, count);
    Numbers deltas = statistics.deltas(values, offset);
    PackedShape deltasShape = PackedShape.of(deltas, count - 1);
    // Sums take longer to decode than offsets, so they must save something.
    long offsetsBytes = offsetsShape.bytes() - (offsetsShape.bytes() >> DELTAS_MARGIN_SHIFT);
    boolean useDeltas = deltasShape.bytes() < offsetsBytes;
    long bytes = useDeltas ? deltasShape.bytes() : offsetsShape.bytes();
    LongDictionary dictionary = new LongDictionary();
    if (dictionary.add(values, offset, count)
        && dictionary.bytes(count, statistics.range()) < bytes) {
      putHeader(DICTIONARY, statistics, sink);
      dictionary.encode(values, offset, count, statistics, sink);
    } else if (useDeltas) {
      putHeader(DELTAS, statistics, sink);
      sink.putVarint(values[offset] - statistics.min());
      sink.putZigzag(statistics.deltaMin());
      sink.putVarint(statistics.scale().divisor());
      deltasShape.encode(deltas, sink);
    } else {
      putHeader(OFFSETS, statistics, sink);
      sink.putVarint(statistics.scale().divisor());
      offsetsShape.encode(offsets, sink);
    }
  }

  private static void putHeader(int kind, LongStatistics statistics, ByteSink sink) {
    sink.putByte(kind);
    sink.putZigzag(statistics.min());
    sink.putVarint(statistics.range());
  }

  /// The least value of the block that begins here. Does not move the source.
  public static long min(ByteSource source) {
    int start = source.position();
    source.getByte();
    long min = source.getZigzag();
    source.seek(start);
    return min;
  }

  /// The greatest value of the block that begins here. Does not move the source.
  public static long max(ByteSource source) {
    int start = source.position();
    source.getByte();
    long max = source.getZigzag() + source.getVarint();
    source.seek(start);
    return max;
  }

  /// Reads the `count` values of a block into `target` from `offset` on.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is no such block
  public static void decode(ByteSource source, int count, long[] target, int offset) {
    Objects.checkFromIndexSize(offset, count, target.length);
    int kind = source.getByte();
    long min = source.getZigzag();
    long range = source.getVarint();
    switch (kind) {
      case CONSTANT -> Arrays.fill(target, offset, offset + count, min);
      case OFFSETS -> decodeOffsets(source, min, count, target, offset);
      case DELTAS -> decodeDeltas(source, min, count, target, offset);
      case DICTIONARY -> LongDictionary.decode(source, min, range, count, target, offset);
      default -> throw source.corrupt("there is no kind " + kind + " of number blocks");
    }
  }

  private static void decodeOffsets(
      ByteSource source, long min, int count, long[] target, int offset) {
    long scale = source.getVarint();
    PackedShape.decode(source, count, target, offset);
    int end = offset + count;
    if (scale == 1) {
      for (int i = offset; i < end; i++) {
        target[i] += min;
      }
    } else {
      for (int i = offset; i < end; i++) {
        target[i] = min + scale * target[i];
      }
    }
  }

  private static void decodeDeltas(
      ByteSource source, long min, int count, long[] target, int offset) {
    if (count == 0) {
      throw source.corrupt("an empty block has no differences");
    }
    long value = min + source.getVarint();
    long least = source.getZigzag();
    long scale = source.getVarint();
    target[offset] = value;
    PackedShape.decode(source, count - 1, target, offset + 1);
    int end = offset + count;
    for (int i = offset + 1; i < end; i++) {
      value += least + scale * target[i];
      target[i] = value;
    }
  }
}
