package dev.vestige.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Hashing;
import dev.vestige.testkit.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class TracePlacementTest {
  private static final List<String> THREE = List.of("a:10428", "b:10428", "c:10428");
  private static final List<String> FOUR = List.of("d:10428", "c:10428", "a:10428", "b:10428");
  private static final int TRACES = 30_000;

  @Test
  void the_key_is_the_xxhash_of_the_bytes_of_the_id() {
    ByteSink bytes = new ByteSink();
    bytes.putLong(Long.reverseBytes(0x0102030405060708L));
    bytes.putLong(Long.reverseBytes(0x090A0B0C0D0E0F10L));
    assertThat(TracePlacement.key(0x0102030405060708L, 0x090A0B0C0D0E0F10L))
        .isEqualTo(Hashing.xxh64(bytes.array(), 0, 16));
  }

  @Test
  void a_new_version_moves_no_trace() {
    TracePlacement placement = new TracePlacement(THREE);
    StringBuilder owners = new StringBuilder();
    for (int i = 1; i <= 24; i++) {
      owners.append(placement.first(TracePlacement.key(i, i * 31L), new boolean[3]));
    }
    assertThat(owners.toString()).isEqualTo("112012221112100202212021");
  }

  @Test
  void a_fourth_node_takes_a_quarter_and_moves_nothing_else(RandomGenerator random) {
    TracePlacement three = new TracePlacement(THREE);
    TracePlacement four = new TracePlacement(FOUR);
    int moved = 0;
    int[] shares = new int[3];
    for (int i = 0; i < TRACES; i++) {
      long key = TracePlacement.key(random.nextLong(), random.nextLong());
      int before = three.first(key, new boolean[3]);
      int after = four.first(key, new boolean[4]);
      shares[before]++;
      if (after == 0) {
        moved++;
      } else {
        assertThat(FOUR.get(after)).isEqualTo(THREE.get(before));
      }
    }
    assertThat(moved).isBetween(TRACES / 4 - TRACES / 50, TRACES / 4 + TRACES / 50);
    for (int share : shares) {
      assertThat(share).isBetween(TRACES / 3 - TRACES / 50, TRACES / 3 + TRACES / 50);
    }
  }

  @Test
  void the_traces_of_a_node_that_is_left_out_go_to_all_others(RandomGenerator random) {
    TracePlacement placement = new TracePlacement(THREE);
    boolean[] none = new boolean[3];
    boolean[] first = {true, false, false};
    int[] heirs = new int[3];
    for (int i = 0; i < TRACES; i++) {
      long key = TracePlacement.key(random.nextLong(), random.nextLong());
      int owner = placement.first(key, none);
      int substitute = placement.first(key, first);
      if (owner == 0) {
        heirs[substitute]++;
      } else {
        assertThat(substitute).isEqualTo(owner);
      }
    }
    assertThat(heirs[0]).isZero();
    assertThat(heirs[1]).isBetween(TRACES / 6 - TRACES / 50, TRACES / 6 + TRACES / 50);
    assertThat(placement.first(1, new boolean[] {true, true, true})).isEqualTo(-1);
  }
}
