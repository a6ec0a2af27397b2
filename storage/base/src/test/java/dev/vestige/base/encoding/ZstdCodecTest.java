package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TestSeed;
import dev.vestige.base.VestigeException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestSeed.class)
class ZstdCodecTest {
  private final ZstdCodec codec = new ZstdCodec(1);

  @AfterEach
  void close() {
    codec.close();
  }

  @Test
  void bytes_come_back_again_and_again(RandomGenerator random) {
    ByteSink sink = new ByteSink(0);
    for (int round = 0; round < 100; round++) {
      byte[] bytes =
          random
              .ints(random.nextInt(3_000), 'a', 'f')
              .collect(ByteSink::new, ByteSink::putByte, (_, _) -> {})
              .toByteArray();
      sink.clear();
      sink.putByte(7);
      int length = codec.compress(bytes, 0, bytes.length, sink);
      assertThat(sink.position()).isEqualTo(1 + length);
      byte[] target = new byte[bytes.length + 2];
      codec.decompress(sink.array(), 1, length, target, 1, bytes.length);
      assertThat(Arrays.copyOfRange(target, 1, bytes.length + 1)).isEqualTo(bytes);
      assertThat(target[bytes.length + 1]).isZero();
    }
  }

  @Test
  void another_size_than_expected_is_corrupt() {
    ByteSink sink = new ByteSink();
    int length = codec.compress(new byte[1000], 0, 1000, sink);
    assertThat(length).isLessThan(30);
    byte[] target = new byte[2000];
    assertThatThrownBy(() -> codec.decompress(sink.array(), 0, length, target, 0, 999))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining("do not decompress to 999: ");
    assertThatThrownBy(() -> codec.decompress(sink.array(), 0, length, target, 0, 1001))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.CORRUPT)
        .hasMessageContaining("decompress to 1000, expected 1001");
  }

  @Test
  void hostile_frames_are_corrupt_or_decode_and_never_write_outside(RandomGenerator random) {
    byte[] bytes = new byte[500];
    random.nextBytes(bytes);
    ByteSink sink = new ByteSink();
    int length = codec.compress(bytes, 0, bytes.length, sink);
    for (int round = 0; round < 1_000; round++) {
      byte[] damaged = Arrays.copyOf(sink.array(), length);
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(Math.min(length, 20))] = (byte) random.nextInt();
      }
      byte[] target = new byte[600];
      try {
        codec.decompress(damaged, 0, random.nextInt(length + 1), target, 50, 500);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
      }
      assertThat(Arrays.copyOf(target, 50)).containsOnly(0);
      assertThat(Arrays.copyOfRange(target, 550, 600)).containsOnly(0);
    }
  }
}
