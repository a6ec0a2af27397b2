package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TestSeed;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestSeed.class)
class BitmapTest {
  @Test
  void it_counts_the_rows_between_two(RandomGenerator random) {
    for (int round = 0; round < 200; round++) {
      int length = 1 + random.nextInt(300);
      Bitmap bits = new Bitmap(length);
      for (int i = random.nextInt(length); i >= 0; i--) {
        bits.set(random.nextInt(length));
      }
      int from = random.nextInt(length + 1);
      int to = random.nextInt(length + 1);
      long expected = IntStream.range(from, to).filter(bits::get).count();
      assertThat(bits.count(from, to)).isEqualTo((int) expected);
      assertThat(bits.rank(to)).isEqualTo((int) IntStream.range(0, to).filter(bits::get).count());
    }
  }

  @Test
  void does_what_a_bit_set_does(RandomGenerator random) {
    for (int round = 0; round < 300; round++) {
      int length = 1 + random.nextInt(300);
      Bitmap bitmap = new Bitmap(length);
      BitSet expected = new BitSet();
      for (int step = 0; step < 30; step++) {
        change(bitmap, expected, random);
        same(bitmap, expected);
      }
    }
  }

  private static void change(Bitmap bitmap, BitSet expected, RandomGenerator random) {
    int length = bitmap.length();
    int row = random.nextInt(length);
    int to = random.nextInt(row, length + 1);
    Bitmap other = new Bitmap(length);
    other.setRange(row, to);
    BitSet otherExpected = new BitSet();
    otherExpected.set(row, to);
    switch (random.nextInt(9)) {
      case 0 -> {
        bitmap.set(row);
        expected.set(row);
      }
      case 1 -> {
        bitmap.clear(row);
        expected.clear(row);
      }
      case 2 -> {
        bitmap.setRange(row, to);
        expected.set(row, to);
      }
      case 3 -> {
        bitmap.and(other);
        expected.and(otherExpected);
      }
      case 4 -> {
        bitmap.or(other);
        expected.or(otherExpected);
      }
      case 5 -> {
        bitmap.andNot(other);
        expected.andNot(otherExpected);
      }
      case 6 -> {
        bitmap.setWord(row, -1L >>> Math.max(0, 64 - (length - row)));
        expected.set(row, Math.min(length, row + 64));
      }
      case 7 -> {
        bitmap.flip();
        expected.flip(0, length);
      }
      default -> {
        bitmap.clearAll();
        expected.clear();
      }
    }
  }

  private static void same(Bitmap bitmap, BitSet expected) {
    assertThat(bitmap.cardinality()).isEqualTo(expected.cardinality());
    assertThat(bitmap.isEmpty()).isEqualTo(expected.isEmpty());
    for (int row = 0; row < bitmap.length(); row++) {
      assertThat(bitmap.get(row)).isEqualTo(expected.get(row));
      assertThat(bitmap.nextSet(row)).isEqualTo(expected.nextSetBit(row));
      assertThat(bitmap.rank(row)).isEqualTo(expected.get(0, row).cardinality());
    }
    assertThat(bitmap.nextSet(bitmap.length())).isEqualTo(-1);
    assertThat(bitmap.rank(bitmap.length())).isEqualTo(expected.cardinality());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128})
  void a_full_one_has_every_row_and_none_past_the_bound(int length) {
    Bitmap full = Bitmap.full(length);
    assertThat(full.cardinality()).isEqualTo(length);
    full.flip();
    assertThat(full).isEqualTo(new Bitmap(length)).hasSameHashCodeAs(new Bitmap(length));
    assertThat(full.nextSet(0)).isEqualTo(-1);
    full.flip();
    assertThat(full).isEqualTo(Bitmap.full(length));
  }

  @Test
  void a_copy_is_its_own() {
    Bitmap bitmap = Bitmap.full(3);
    Bitmap copy = bitmap.copy();
    bitmap.clear(1);
    assertThat(copy).isEqualTo(Bitmap.full(3)).isNotEqualTo(bitmap);
  }
}
