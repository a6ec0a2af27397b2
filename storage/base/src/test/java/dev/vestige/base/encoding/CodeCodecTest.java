package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import dev.vestige.base.VestigeException;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestSeed.class)
class CodeCodecTest {
  private final ZstdCodec zstd = new ZstdCodec(1);
  private final CodeCodec codec = new CodeCodec(zstd);

  @AfterEach
  void close() {
    zstd.close();
  }

  @Test
  void one_code_over_and_over_takes_no_space() {
    assertThat(encodedAs(CodeCodec.CONSTANT, codes(4096, _ -> 12))).isEqualTo(2);
    assertThat(encodedAs(CodeCodec.CONSTANT, codes(0, _ -> 12))).isEqualTo(2);
    assertThat(encodedAs(CodeCodec.CONSTANT, codes(1, _ -> Integer.MAX_VALUE - 1))).isEqualTo(6);
  }

  @Test
  void mixed_codes_are_packed_by_the_bits_they_need(RandomGenerator random) {
    assertThat(encodedAs(CodeCodec.PACKED, codes(4096, _ -> 1000 + random.nextInt(8))))
        .isEqualTo(4 + 4096 * 3 / 8);
  }

  @Test
  void repeated_codes_are_stored_once(RandomGenerator random) {
    assertThat(encodedAs(CodeCodec.RUNS, codes(4096, i -> i / 100 * 31)))
        .isEqualTo(5 + (41 * 11 + 7) / 8 + (41 * 7 + 7) / 8);
  }

  @Test
  void compression_is_used_when_it_saves_enough(RandomGenerator random) {
    int[] skewed = codes(4096, _ -> (int) (200 * Math.pow(random.nextDouble(), 4)));
    assertThat(roundTrip(skewed, true)[0]).isEqualTo((byte) CodeCodec.COMPRESSED);
    assertThat(roundTrip(skewed, true).length).isLessThan(roundTrip(skewed, false).length * 7 / 8);
    int[] even = codes(4096, _ -> random.nextInt(256));
    assertThat(roundTrip(even, true)[0]).isEqualTo((byte) CodeCodec.PACKED);
    assertThat(roundTrip(codes(9, i -> i & 1), true)[0]).isEqualTo((byte) CodeCodec.PACKED);
    assertThat(roundTrip(codes(9, _ -> 1), true)[0]).isEqualTo((byte) CodeCodec.CONSTANT);
  }

  @Test
  void random_blocks_come_back_and_match(RandomGenerator random) {
    for (int round = 0; round < 1_000; round++) {
      int[] codes = block(random);
      matches(codes, roundTrip(codes, random.nextBoolean()), random);
    }
  }

  @Test
  void damaged_blocks_are_corrupt_or_decode_to_codes_in_bounds(RandomGenerator random) {
    ByteSink sink = new ByteSink();
    for (int round = 0; round < 5_000; round++) {
      int[] codes = block(random);
      sink.clear();
      codec.compress(codes, 0, codes.length, sink);
      for (int i = random.nextInt(3); i >= 0; i--) {
        sink.array()[random.nextInt(Math.min(sink.position(), 20))] = (byte) random.nextInt();
      }
      int length = random.nextInt(sink.position() + 1);
      ByteSource source = new ByteSource("test", sink.array(), 0, length);
      int[] decoded = new int[codes.length];
      try {
        codec.decode(source, codes.length, 1_000_000, decoded, 0);
        assertThat(IntStream.of(decoded).allMatch(code -> code >= 0 && code < 1_000_000)).isTrue();
        source.seek(0);
        codec.match(source, codes.length, new Bitmap(1_000_000), new Bitmap(codes.length), 0);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
        assertThat(e).hasMessageContaining("reading test at byte");
      }
    }
  }

  @Test
  void what_cannot_be_is_named() {
    isCorrupt("no kind 9", 9, 0);
    isCorrupt("code 10, of codes below 10", CodeCodec.CONSTANT, 10);
    isCorrupt("code 10, of codes below 10", CodeCodec.PACKED, 9, 1, 0b10);
    isCorrupt("codes of 33 bits", CodeCodec.PACKED, 0, 33);
    isCorrupt("code 10, of codes below 10", CodeCodec.RUNS, 1, 9, 1, 1, 1, 1);
    isCorrupt("a run of 4 codes where 2 are left", CodeCodec.RUNS, 1, 0, 0, 2, 3);
    isCorrupt("runs of 1 codes altogether, expected 2", CodeCodec.RUNS, 1, 0, 0, 1, 0);
    isCorrupt("codes of 5 bytes", CodeCodec.COMPRESSED, 5, 0);
    isCorrupt("codes of 0 bytes", CodeCodec.COMPRESSED, 0, 0);
    isCorrupt("needed 2 bytes more, has 1", CodeCodec.COMPRESSED, 1, 2, 0);
    isCorrupt("1 bytes do not decompress to 2", CodeCodec.COMPRESSED, 1, 1, 0);
  }

  @Test
  void negative_codes_are_a_defect_of_the_caller() {
    assertThatThrownBy(() -> codec.encode(new int[] {0, -1}, 0, 2, new ByteSink()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void isCorrupt(String message, int... bytes) {
    ByteSink sink = new ByteSink();
    for (int value : bytes) {
      sink.putByte(value);
    }
    ByteSource source = new ByteSource("test", sink.toByteArray());
    assertThatThrownBy(() -> codec.decode(source, 2, 10, new int[2], 0))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining(message);
    source.seek(0);
    assertThatThrownBy(() -> codec.match(source, 2, new Bitmap(10), new Bitmap(2), 0))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining(message);
  }

  private static int[] block(RandomGenerator random) {
    int least = random.nextInt(1 << random.nextInt(18));
    int spread = 1 + random.nextInt(1 << random.nextInt(18));
    int repetition = 1 + random.nextInt(1 << random.nextInt(8));
    int[] code = {0};
    return codes(
        random.nextInt(700),
        _ -> {
          if (random.nextInt(repetition) == 0) {
            code[0] = least + random.nextInt(spread);
          }
          return code[0];
        });
  }

  private static int[] codes(int count, IntUnaryOperator code) {
    return IntStream.range(0, count).map(code).toArray();
  }

  private int encodedAs(int kind, int[] codes) {
    byte[] bytes = roundTrip(codes, false);
    assertThat((int) bytes[0]).isEqualTo(kind);
    return bytes.length;
  }

  private byte[] roundTrip(int[] codes, boolean compressed) {
    int[] framed = new int[codes.length + 2];
    System.arraycopy(codes, 0, framed, 1, codes.length);
    ByteSink sink = new ByteSink();
    if (compressed) {
      codec.compress(framed, 1, codes.length, sink);
    } else {
      codec.encode(framed, 1, codes.length, sink);
    }
    ByteSource source = new ByteSource("test", sink.toByteArray());
    int[] decoded = new int[codes.length + 2];
    int max = IntStream.of(codes).max().orElse(0);
    codec.decode(source, codes.length, max + 1, decoded, 1);
    source.requireEnd();
    assertThat(decoded).isEqualTo(framed);
    return sink.toByteArray();
  }

  private void matches(int[] codes, byte[] bytes, RandomGenerator random) {
    Bitmap wanted = new Bitmap(IntStream.of(codes).max().orElse(0) + 1);
    for (int i = random.nextInt(4); i > 0 && codes.length > 0; i--) {
      wanted.set(codes[random.nextInt(codes.length)]);
    }
    Bitmap expected = new Bitmap(codes.length + 10);
    expected.set(3);
    Bitmap rows = expected.copy();
    for (int i = 0; i < codes.length; i++) {
      if (wanted.get(codes[i])) {
        expected.set(7 + i);
      }
    }
    ByteSource source = new ByteSource("test", bytes);
    codec.match(source, codes.length, wanted, rows, 7);
    source.requireEnd();
    assertThat(rows).isEqualTo(expected);
  }
}
