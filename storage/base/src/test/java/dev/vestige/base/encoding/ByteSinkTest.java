package dev.vestige.base.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import org.junit.jupiter.api.Test;

class ByteSinkTest {
  @Test
  void numbers_are_little_endian() {
    ByteSink sink = new ByteSink(0);
    sink.putByte(0x1FE);
    sink.putShort(0x10203);
    sink.putInt(0x04050607);
    sink.putLong(0x08090A0B0C0D0E0FL);
    assertThat(sink.toByteArray())
        .containsExactly(0xFE, 3, 2, 7, 6, 5, 4, 15, 14, 13, 12, 11, 10, 9, 8);
  }

  @Test
  void varints_are_as_short_as_leb128() {
    ByteSink sink = new ByteSink();
    sink.putVarint(127);
    sink.putVarint(300);
    sink.putZigzag(-1);
    sink.putZigzag(63);
    assertThat(sink.toByteArray()).containsExactly(0x7F, 0xAC, 0x02, 0x01, 0x7E);
    sink.clear();
    sink.putVarint(-1);
    assertThat(sink.position()).isEqualTo(10);
  }

  @Test
  void it_grows_keeps_and_forgets() {
    ByteSink sink = new ByteSink(16);
    byte[] bytes = new byte[1000];
    bytes[999] = 7;
    sink.putSized(bytes, 0, 1000);
    sink.putInt(1);
    sink.setInt(1002, 0x01020304);
    assertThat(sink.array()[1001]).isEqualTo((byte) 7);
    assertThat(sink.array()[1002]).isEqualTo((byte) 4);
    sink.truncate(2);
    assertThat(sink.slice()).isEqualTo(ByteSlice.of(new byte[] {(byte) 0xE8, 7}));
    sink.truncate(5);
    assertThat(sink.position()).isEqualTo(2);
  }

  @Test
  void one_byte_more_than_an_array_holds_is_refused() {
    ByteSink sink = new ByteSink();
    sink.putByte(1);
    assertThatThrownBy(() -> sink.reserve(Limits.SINK_BYTES_MAX))
        .hasFieldOrPropertyWithValue("kind", ErrorKind.TOO_LARGE)
        .hasMessageContaining("after 1");
  }
}
