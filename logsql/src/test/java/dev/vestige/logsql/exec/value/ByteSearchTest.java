package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class ByteSearchTest {
  private static String letters(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  @Test
  void finds_what_string_search_finds(RandomGenerator random) {
    for (int round = 0; round < 20_000; round++) {
      String text = letters(random, random.nextInt(60));
      String needle = letters(random, random.nextInt(6));
      int from = random.nextInt(text.length() + 1);
      int to = from + random.nextInt(text.length() - from + 1);
      int found = text.substring(from, to).indexOf(needle);
      assertThat(
              ByteSearch.indexOf(
                  text.getBytes(StandardCharsets.UTF_8),
                  from,
                  to,
                  needle.getBytes(StandardCharsets.UTF_8)))
          .as("%s in %s from %d to %d", needle, text, from, to)
          .isEqualTo(found < 0 ? -1 : found + from);
    }
  }

  @Test
  void finds_bytes_of_all_values() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    for (int i = 0; i < 256; i++) {
      assertThat(ByteSearch.indexOf(all, 0, 256, new byte[] {(byte) i})).isEqualTo(i);
    }
  }

  @Test
  void compares_starts_and_ends_within_the_range() {
    byte[] bytes = Bytes.of("abc");
    int to = Bytes.end(bytes);
    byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
    byte[] abcz = "abcz".getBytes(StandardCharsets.UTF_8);
    byte[] zabc = "zabc".getBytes(StandardCharsets.UTF_8);
    assertThat(ByteSearch.startsWith(bytes, Bytes.MARGIN, to, abc)).isTrue();
    assertThat(ByteSearch.startsWith(bytes, Bytes.MARGIN, to, abcz)).isFalse();
    assertThat(ByteSearch.endsWith(bytes, Bytes.MARGIN, to, abc)).isTrue();
    assertThat(ByteSearch.endsWith(bytes, Bytes.MARGIN, to, zabc)).isFalse();
    assertThat(ByteSearch.equals(bytes, Bytes.MARGIN, to, abc)).isTrue();
    assertThat(ByteSearch.equals(bytes, Bytes.MARGIN, to + 1, abcz)).isTrue();
  }
}
