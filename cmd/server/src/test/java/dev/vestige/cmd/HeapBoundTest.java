package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When a collection is worth its pause.
class HeapBoundTest {
  private static final long MB = 1L << 20;

  @Test
  void a_small_heap_grows_by_half_or_to_its_bound() {
    assertThat(HeapBound.threshold(20 * MB, 1)).isEqualTo(112 * MB);
    assertThat(HeapBound.threshold(100 * MB, 1)).isEqualTo(150 * MB);
    assertThat(HeapBound.threshold(200 * MB, 1)).isEqualTo(256 * MB);
  }

  @Test
  void a_small_heap_in_haste_stays_below_what_ingestion_takes() {
    assertThat(HeapBound.threshold(60 * MB, 1.5)).isEqualTo(138 * MB);
    assertThat(HeapBound.threshold(60 * MB, 100)).isEqualTo(160 * MB);
    assertThat(HeapBound.threshold(240 * MB, 100)).isEqualTo(300 * MB);
  }

  @Test
  void a_large_heap_grows_by_half_to_once_what_lives() {
    assertThat(HeapBound.threshold(400 * MB, 1)).isEqualTo(600 * MB);
    assertThat(HeapBound.threshold(400 * MB, 1.5)).isEqualTo(700 * MB);
    assertThat(HeapBound.threshold(400 * MB, 100)).isEqualTo(800 * MB);
  }
}
