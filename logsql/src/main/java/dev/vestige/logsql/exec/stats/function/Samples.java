package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.Hashing;
import dev.vestige.logsql.exec.stats.Limits;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// Up to [Limits#SAMPLES_MAX] longs, all that were added or a random choice of them in which each
/// has the same chance. While it is full, the distance to the next one that gets in is drawn at
/// once (algorithm L of Kim-Hung Li), so most longs cost a comparison. The same longs in the same
/// order always give the same choice.
final class Samples {
  private static final long OBJECT_BYTES = 96;

  /// How many bytes many of them hold together.
  static final class Tally {
    private long bytes;

    long bytes() {
      return bytes;
    }
  }

  private Tally memory;
  private long[] values = new long[2 * GroupSamples.SHARED_MAX];
  private int size;
  private long seen;

  /// When [#seen] gets there, a long gets in.
  private long nextTaken = Limits.SAMPLES_MAX;

  private double weight = 1;
  private long randomState = 1;

  /// @param memory counts the bytes held
  Samples(Tally memory) {
    this.memory = memory;
    memory.bytes += OBJECT_BYTES + 8L * values.length;
  }

  /// How many were added.
  long seen() {
    return seen;
  }

  int size() {
    return size;
  }

  /// The kept longs are the first [#size()] of it.
  long[] values() {
    return values;
  }

  void add(long value) {
    if (seen++ < Limits.SAMPLES_MAX) {
      if (size == values.length) {
        values = Arrays.copyOf(values, Math.min(size * 2, Limits.SAMPLES_MAX));
        memory.bytes += 8L * (values.length - size);
      }
      values[size++] = value;
      if (size == Limits.SAMPLES_MAX) {
        // Nodes that draw the same numbers err in the same direction, and that adds up.
        randomState = Arrays.hashCode(values);
        drawNext();
      }
    } else if (seen > nextTaken) {
      values[below(size)] = value;
      drawNext();
    }
  }

  private void drawNext() {
    weight *= Math.exp(Math.log(fraction()) / Limits.SAMPLES_MAX);
    double skipped = Math.floor(Math.log(fraction()) / Math.log1p(-weight));
    nextTaken = seen + (long) Math.min(skipped, (double) (Long.MAX_VALUE >>> 2));
  }

  /// Above 0, at most 1.
  private double fraction() {
    return ((random() >>> 11) + 1) * 0x1p-53;
  }

  private int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(random(), bound);
  }

  private long random() {
    randomState += 0x9E37_79B9_7F4A_7C15L;
    return Hashing.mix(randomState);
  }

  /// Takes over another's choice so that each long that either one saw has the same chance.
  void merge(Samples other) {
    long total = seen + other.seen;
    if (total <= Limits.SAMPLES_MAX) {
      for (int i = 0; i < other.size; i++) {
        add(other.values[i]);
      }
      return;
    }
    int wanted = Math.min(Limits.SAMPLES_MAX, size + other.size);
    int ours = (int) Math.min(size, Math.round((double) wanted * seen / total));
    int theirs = Math.min(other.size, wanted - ours);
    shuffle(values, size, ours);
    long[] drawn = Arrays.copyOf(other.values, other.size);
    shuffle(drawn, other.size, theirs);
    long[] merged = new long[ours + theirs];
    System.arraycopy(values, 0, merged, 0, ours);
    System.arraycopy(drawn, 0, merged, ours, theirs);
    memory.bytes += 8L * (merged.length - values.length);
    values = merged;
    size = merged.length;
    seen = total;
    nextTaken = Long.MAX_VALUE;
  }

  /// Makes the first `count` of the longs a random choice.
  private void shuffle(long[] longs, int length, int count) {
    for (int i = 0; i < count; i++) {
      int at = i + below(length - i);
      long drawn = longs[at];
      longs[at] = longs[i];
      longs[i] = drawn;
    }
  }

  /// Fills an empty one with what was saved.
  void restore(long seenBefore, long[] kept) {
    memory.bytes += 8L * (kept.length - values.length);
    values = kept;
    size = kept.length;
    seen = seenBefore;
    nextTaken = Long.MAX_VALUE;
  }

  /// From now on another one counts its bytes.
  void moveTo(Tally other) {
    memory = other;
    memory.bytes += OBJECT_BYTES + 8L * values.length;
  }

  void replaceAll(LongUnaryOperator replacement) {
    for (int i = 0; i < size; i++) {
      values[i] = replacement.applyAsLong(values[i]);
    }
  }
}
