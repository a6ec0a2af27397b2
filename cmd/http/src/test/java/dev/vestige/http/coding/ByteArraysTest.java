package dev.vestige.http.coding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ByteArraysTest {
  @Test
  void gives_the_same_array_again_for_lengths_of_its_class() {
    ByteArrays arrays = new ByteArrays(1 << 20);
    byte[] first = arrays.take(200_000);
    assertThat(first).hasSize(262_144);
    arrays.give(first);
    assertThat(arrays.take(140_000)).isSameAs(first);
    assertThat(arrays.take(140_000)).isNotSameAs(first);
  }

  @Test
  void allocates_small_and_very_large_arrays_exactly_and_keeps_none() {
    ByteArrays arrays = new ByteArrays(1 << 30);
    for (int length : new int[] {0, 1, 100, 8192, (16 << 20) + 1}) {
      byte[] array = arrays.take(length);
      assertThat(array).hasSize(length);
      arrays.give(array);
    }
    assertThat(arrays.keptBytes()).isZero();
  }

  @Test
  void keeps_no_more_than_its_limit() {
    ByteArrays arrays = new ByteArrays(100_000);
    arrays.give(new byte[65_536]);
    arrays.give(new byte[65_536]);
    assertThat(arrays.keptBytes()).isEqualTo(65_536);
    arrays.give(new byte[32_768]);
    assertThat(arrays.keptBytes()).isEqualTo(98_304);
  }

  @Test
  void keeps_no_foreign_lengths() {
    ByteArrays arrays = new ByteArrays(1 << 20);
    arrays.give(new byte[100_000]);
    assertThat(arrays.keptBytes()).isZero();
  }
}
