package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.cmd.flags.Flags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemorySharesTest {
  private static final long MEBIBYTE = 1 << 20;

  private static MemoryShares of(long heapBytes, String... flags) {
    return MemoryShares.of(Flags.parse(List.of(flags), Map.of()), heapBytes);
  }

  @Test
  void the_allowed_share_of_the_heap_is_divided_between_two_caches_and_two_queries() {
    assertThat(of(1000 * MEBIBYTE))
        .isEqualTo(new MemoryShares(32 * MEBIBYTE, 48 * MEBIBYTE, (600 - 80) / 2 * MEBIBYTE));
    assertThat(of(1000 * MEBIBYTE, "-memory.allowedPercent=10"))
        .isEqualTo(new MemoryShares(25 * MEBIBYTE / 2, 25 * MEBIBYTE / 2, 75 * MEBIBYTE / 2));
  }

  @Test
  void bytes_count_instead_of_the_share_and_never_beyond_the_heap() {
    assertThat(
            of(1000 * MEBIBYTE, "-memory.allowedPercent=10", "-memory.allowedBytes=160MiB")
                .queryBytes())
        .isEqualTo(60 * MEBIBYTE);
    assertThat(of(1000 * MEBIBYTE, "-memory.allowedBytes=1TiB"))
        .isEqualTo(of(1000 * MEBIBYTE, "-memory.allowedPercent=100"));
  }
}
