package dev.vestige.http.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DecompressorTest {
  private static final ExpansionLimit GENEROUS = new ExpansionLimit(64 << 20, 64 << 20, 1_000_000);

  private final ByteArrays arrays = new ByteArrays(64 << 20);
  private final Decompressor decompressor = new Decompressor(arrays);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void expands_what_others_compressed(Coding coding) {
    for (int length : new int[] {1, 2, 100, 4096, 65_535, 65_536, 65_537, 300_000, 3_000_000}) {
      byte[] text = Samples.text(length);
      assertThat(expand(coding, Samples.compress(coding, text))).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void expands_what_cannot_be_compressed(Coding coding) {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    assertThat(expand(coding, Samples.compress(coding, noise))).isEqualTo(noise);
  }

  @Test
  void expands_several_gzip_members_one_after_the_other() {
    byte[] text = Samples.text(50_000);
    byte[] members =
        join(
            Samples.gzip(Arrays.copyOf(text, 20_000)),
            Samples.gzip(Arrays.copyOfRange(text, 20_000, 50_000)));
    assertThat(expand(Coding.GZIP, members)).isEqualTo(text);
  }

  @Test
  void expands_zstd_without_length_and_in_several_frames() {
    byte[] text = Samples.text(500_000);
    assertThat(expand(Coding.ZSTD, Samples.zstdStream(text))).isEqualTo(text);
    byte[] frames =
        join(
            Samples.zstd(Arrays.copyOf(text, 20_000)),
            Samples.zstdStream(Arrays.copyOfRange(text, 20_000, 500_000)));
    assertThat(expand(Coding.ZSTD, frames)).isEqualTo(text);
  }

  @Test
  void expands_both_formats_of_snappy_where_either_may_come() {
    byte[] text = Samples.text(200_000);
    assertThat(expand(Coding.SNAPPY_ANY, Samples.snappy(text))).isEqualTo(text);
    assertThatInvalid(() -> expand(Coding.SNAPPY, Samples.snappyFrames(text)));
  }

  @Test
  void takes_nothing_for_nothing_only_in_zstd() {
    assertThat(expand(Coding.ZSTD, new byte[0])).isEmpty();
    for (Coding coding : new Coding[] {Coding.GZIP, Coding.DEFLATE, Coding.SNAPPY}) {
      assertThatInvalid(() -> expand(coding, new byte[0]));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void refuses_bytes_that_end_early(Coding coding) {
    byte[] whole = Samples.compress(coding, Samples.text(100_000));
    for (int cut : new int[] {1, 9, whole.length / 2, whole.length - 1}) {
      assertThatInvalid(() -> expand(coding, Arrays.copyOf(whole, whole.length - cut)));
    }
  }

  @Test
  void takes_deflate_without_its_envelope() {
    byte[] text = Samples.text(1000);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(raw, new Deflater(9, true))) {
      stream.write(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(expand(Coding.DEFLATE, raw.toByteArray())).isEqualTo(text);
    byte[] cut = Arrays.copyOf(raw.toByteArray(), raw.size() - 1);
    assertThatInvalid(() -> expand(Coding.DEFLATE, cut));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void expands_up_to_the_limit_and_not_one_byte_more(Coding coding) {
    byte[] text = Samples.text(100_000);
    ByteSlice compressed = ByteSlice.of(Samples.compress(coding, text));
    ExpansionLimit exact = new ExpansionLimit(100_000, 1 << 20, 100);
    assertThat(decompressor.expand(coding, compressed, exact).length()).isEqualTo(100_000);
    ExpansionLimit less = new ExpansionLimit(99_999, 1 << 20, 100);
    assertThatTooLarge(() -> decompressor.expand(coding, compressed, less));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "DEFLATE", "ZSTD"})
  void refuses_a_bomb_by_its_ratio(Coding coding) {
    ExpansionLimit limit = new ExpansionLimit(64 << 20, 1 << 20, 50);
    ByteSlice bomb = ByteSlice.of(Samples.compress(coding, new byte[32 << 20]));
    assertThatTooLarge(() -> decompressor.expand(coding, bomb, limit));
    ByteSlice hidden = ByteSlice.of(Samples.zstdStream(new byte[32 << 20]));
    assertThatTooLarge(() -> decompressor.expand(Coding.ZSTD, hidden, limit));
    ByteSlice small = ByteSlice.of(Samples.compress(coding, new byte[1 << 20]));
    assertThat(decompressor.expand(coding, small, limit).length()).isEqualTo(1 << 20);
  }

  @Test
  void does_not_allocate_what_a_header_merely_claims() {
    byte[] liar = Samples.zstd(new byte[60 << 20]);
    ExpansionLimit limit = new ExpansionLimit(64 << 20, 1 << 20, 50);
    assertThatTooLarge(() -> decompressor.expand(Coding.ZSTD, ByteSlice.of(liar), limit));
    byte[] snappyLiar = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f, 0, 0};
    assertThatInvalid(() -> expand(Coding.SNAPPY, snappyLiar));
    assertThat(arrays.keptBytes()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IDENTITY")
  void survives_broken_bytes(Coding coding) {
    byte[] good = Samples.compress(coding, Samples.text(5_000));
    long seed = 20_250_101;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] broken = good.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        decompressor.expand(coding, ByteSlice.of(broken), GENEROUS);
      } catch (VestigeException e) {
        assertThat(e.kind())
            .as("seed %d round %d", seed, round)
            .isIn(ErrorKind.INVALID_INPUT, ErrorKind.TOO_LARGE);
      }
    }
  }

  @Test
  void gives_arrays_back_when_it_fails() {
    byte[] whole = Samples.gzip(Samples.text(100_000));
    assertThatInvalid(() -> expand(Coding.GZIP, Arrays.copyOf(whole, whole.length - 20)));
    assertThat(arrays.keptBytes()).isPositive();
  }

  private byte[] expand(Coding coding, byte[] compressed) {
    return decompressor.expand(coding, Samples.inTheMiddle(compressed), GENEROUS).toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static void assertThatInvalid(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_INPUT));
  }

  private static void assertThatTooLarge(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_LARGE));
  }
}
