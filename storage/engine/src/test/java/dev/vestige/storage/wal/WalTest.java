package dev.vestige.storage.wal;

import static dev.vestige.storage.wal.WalRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.testkit.CrashDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalTest {
  private final CrashDirectory directory = CrashDirectory.empty();
  private final WalOptions options = WalOptions.DEFAULTS;

  @Test
  void an_empty_log_has_nothing() {
    WalRecords records = new WalRecords();
    try (Wal wal = WalRecords.open(directory, options, records)) {
      assertThat(records.names()).isEmpty();
      assertThat(wal.lastSequence()).isZero();
      assertThat(wal.sizeBytes()).isZero();
      assertThat(wal.segments()).isZero();
      assertThat(wal.oldestUncutNanos()).isEmpty();
    }
    assertThat(directory.files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(WalSync.class)
  void records_are_numbered_and_come_back_in_order(WalSync sync) {
    try (Wal wal = WalRecords.open(directory, options.withSync(sync), new WalRecords())) {
      for (int i = 1; i <= 20; i++) {
        assertThat(wal.append(record("r" + i, i * 100)).join()).isEqualTo(i);
      }
      assertThat(wal.lastSequence()).isEqualTo(20);
    }
    WalRecords records = new WalRecords();
    try (Wal wal = WalRecords.open(directory, options, records)) {
      assertThat(records.sequences()).hasSize(20).first().isEqualTo(1L);
      assertThat(records.sequences()).isSorted().doesNotHaveDuplicates();
      assertThat(records.names()).startsWith("r1", "r2").endsWith("r20");
      assertThat(wal.report().records()).isEqualTo(20);
      assertThat(wal.report().damageCount()).isZero();
      assertThat(wal.report().tornBytes()).isZero();
      assertThat(wal.append(record("more")).join()).isEqualTo(21);
    }
  }

  @Test
  void a_record_is_a_range_of_an_array() {
    byte[] bytes = record("xrecord").toByteArray();
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      wal.append(new ByteSlice(bytes, 1, 5)).join();
    }
    List<ByteSlice> found = new ArrayList<>();
    Wal.open(directory, options, WalObserver.NONE, 0, (_, r) -> found.add(r)).close();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().toString()).isEqualTo("recor");
  }

  @Test
  void a_record_larger_than_every_buffer_comes_back() {
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      wal.append(record("a")).join();
      wal.append(record("big", 3 * Limits.WINDOW_BYTES + 7)).join();
      wal.append(record("b")).join();
    }
    assertThat(WalRecords.read(directory)).containsExactly("a", "big", "b");
  }

  @Test
  void a_large_group_is_stored_in_several() {
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      for (int i = 0; i < 20; i++) {
        futures.add(wal.append(record("r" + i, Limits.GROUP_BYTES_MAX / 8)));
      }
      futures.forEach(CompletableFuture::join);
    }
    assertThat(WalRecords.read(directory)).hasSize(20);
  }

  @Test
  void covered_records_are_not_handed_out_and_numbers_go_on() {
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      for (int i = 1; i <= 5; i++) {
        wal.append(record("r" + i)).join();
      }
    }
    WalRecords records = new WalRecords();
    Wal.open(directory, options, WalObserver.NONE, 3, records).close();
    assertThat(records.sequences()).containsExactly(4L, 5L);
    try (Wal wal = Wal.open(directory, options, WalObserver.NONE, 9, new WalRecords())) {
      assertThat(wal.segments()).isZero();
      assertThat(wal.append(record("next")).join()).isEqualTo(10);
    }
    assertThat(Wal.check(directory, 0).damageCount())
        .as("the first nine records are gone, as a check that starts at 0 must see")
        .isEqualTo(1);
    Wal wal = Wal.open(directory, options, WalObserver.NONE, 9, new WalRecords());
    assertThat(wal.report().damageCount()).isZero();
    wal.close();
  }

  @Test
  void full_segments_get_successors_and_cutting_deletes_whole_ones() {
    WalOptions small = options.withSegmentBytesMax(300);
    try (Wal wal = WalRecords.open(directory, small, new WalRecords())) {
      for (int i = 1; i <= 12; i++) {
        wal.append(record("r" + i, 60)).join();
      }
      assertThat(wal.segments()).isEqualTo(directory.files().size()).isGreaterThan(3);
      assertThat(wal.sizeBytes()).isEqualTo(bytesOfFiles());
      assertThat(wal.oldestUncutNanos()).isPresent();
      wal.cut(5);
    }
    WalRecords left = new WalRecords();
    Wal.open(directory, options, WalObserver.NONE, 4, left).close();
    assertThat(left.names()).contains("r6", "r12").doesNotContain("r1");
  }

  @Test
  void rolling_makes_everything_before_it_cuttable() {
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      wal.append(record("a")).join();
      wal.cut(1);
      assertThat(directory.files()).as("the open segment stays").hasSize(1);
      assertThat(wal.roll()).isEqualTo(1);
      assertThat(wal.roll()).as("rolling again does nothing").isEqualTo(1);
      wal.cut(1);
      assertThat(directory.files()).isEmpty();
      assertThat(wal.sizeBytes()).isZero();
      assertThat(wal.oldestUncutNanos()).isEmpty();
      assertThat(wal.append(record("b")).join()).isEqualTo(2);
    }
  }

  private long bytesOfFiles() {
    return directory.files().stream().mapToLong(directory::sizeBytes).sum();
  }

  @Test
  void a_rolled_log_links_all_it_has() {
    CrashDirectory snapshots = (CrashDirectory) directory.createSubdirectory("snapshot");
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      wal.append(record("a")).join();
      wal.roll();
      wal.append(record("b")).join();
      assertThat(wal.link(snapshots)).isEqualTo(2);
      wal.append(record("c")).join();
      wal.cut(wal.roll());
    }
    assertThat(WalRecords.read(directory)).isEmpty();
    assertThat(WalRecords.read(snapshots)).containsExactly("a", "b");
  }

  @Test
  void listeners_hear_of_records_in_order_and_before_the_caller() {
    List<Long> heard = new ArrayList<>();
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      List<CompletableFuture<Long>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        futures.add(wal.append(record("r" + i), heard::add));
      }
      for (int i = 0; i < 100; i++) {
        long sequence = futures.get(i).join();
        assertThat(sequence).isEqualTo(i + 1);
      }
      wal.roll();
    }
    assertThat(heard).hasSize(100).isSorted();
  }

  @Test
  void a_listener_may_roll() {
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      AtomicLong last = new AtomicLong();
      wal.append(record("a"), _ -> last.set(wal.roll())).join();
      assertThat(last.get()).isEqualTo(1);
      assertThat(wal.append(record("b")).join()).isEqualTo(2);
      assertThat(wal.segments()).isEqualTo(2);
    }
    assertThat(WalRecords.read(directory)).containsExactly("a", "b");
  }

  @Test
  void a_listener_that_throws_fails_its_own_record_only() {
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      CompletableFuture<Long> failing =
          wal.append(
              record("a"),
              _ -> {
                throw new IllegalStateException("full");
              });
      assertThatThrownBy(failing::join).hasRootCauseMessage("full");
      assertThat(wal.append(record("b")).join()).isEqualTo(2);
    }
  }

  @Test
  void records_that_wait_are_bounded() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    WalOptions bounded = options.withPendingBytesMax(3 * (100 + Limits.RECORD_CHARGE_BYTES));
    Wal wal = WalRecords.open(directory, bounded, new WalRecords());
    ByteSlice hundred = ByteSlice.of(new byte[100]);
    List<CompletableFuture<Long>> taken = new ArrayList<>();
    taken.add(
        wal.append(
            hundred,
            _ -> {
              reached.countDown();
              awaitQuietly(release);
            }));
    reached.await();
    taken.add(wal.append(hundred));
    taken.add(wal.append(hundred));
    assertThat(wal.unsyncedBytes()).isEqualTo(bounded.pendingBytesMax());
    assertRefused(
        wal.append(ByteSlice.of(new byte[1])), ErrorKind.UNAVAILABLE, "wait for the disk");
    release.countDown();
    taken.forEach(CompletableFuture::join);
    wal.close();
    assertThat(wal.unsyncedBytes()).isZero();
    assertThat(WalRecords.read(directory)).hasSize(3);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_record_beyond_the_pending_bound_goes_alone() {
    try (Wal wal = WalRecords.open(directory, options.withPendingBytesMax(10), new WalRecords())) {
      assertThat(wal.append(record("a", 1000)).join()).isEqualTo(1);
    }
  }

  @Test
  void a_record_has_a_greatest_length() {
    try (Wal wal = WalRecords.open(directory, options.withRecordBytesMax(50), new WalRecords())) {
      assertThat(wal.append(ByteSlice.of(new byte[50])).join()).isEqualTo(1);
      assertRefused(wal.append(ByteSlice.of(new byte[51])), ErrorKind.TOO_LARGE, "at most 50");
    }
  }

  @Test
  void all_segments_together_are_bounded() {
    try (Wal wal = WalRecords.open(directory, options.withTotalBytesMax(500), new WalRecords())) {
      wal.append(ByteSlice.of(new byte[300])).join();
      assertRefused(
          wal.append(ByteSlice.of(new byte[300])), ErrorKind.UNAVAILABLE, "others are flushed");
      wal.cut(wal.roll());
      assertThat(wal.append(ByteSlice.of(new byte[300])).join()).isEqualTo(2);
    }
  }

  @Test
  void a_closed_log_takes_no_records() {
    Wal wal = WalRecords.open(directory, options, new WalRecords());
    wal.close();
    wal.close();
    assertRefused(wal.append(record("a")), ErrorKind.UNAVAILABLE, "closed");
  }

  @Test
  void a_full_disk_makes_the_log_refuse_until_there_is_room() {
    AtomicLong failures = new AtomicLong();
    WalObserver observer =
        new WalObserver() {
          @Override
          public void synced(long nanos, long bytes) {}

          @Override
          public void failed(VestigeException reason) {
            failures.incrementAndGet();
          }
        };
    try (Wal wal = Wal.open(directory, options, observer, 0, new WalRecords())) {
      wal.append(record("a")).join();
      directory.freeBytes(10);
      assertRefused(wal.append(record("b", 500)), ErrorKind.UNAVAILABLE, "no space left");
      assertRefused(wal.append(record("c")), ErrorKind.UNAVAILABLE, "no space left");
      assertThat(failures.get()).isEqualTo(2);
      assertThatExceptionOfType(VestigeException.class)
          .isThrownBy(wal::requireSound)
          .withMessageContaining("no space left");
      assertThatExceptionOfType(VestigeException.class).isThrownBy(wal::recover);
      directory.freeBytes(100_000);
      wal.recover();
      wal.requireSound();
      assertThat(wal.append(record("d")).join()).isEqualTo(2);
    }
    assertThat(WalRecords.read(directory)).containsExactly("a", "d");
  }

  @Test
  void written_records_are_synced_within_the_interval() throws InterruptedException {
    CountDownLatch synced = new CountDownLatch(1);
    WalObserver observer =
        new WalObserver() {
          @Override
          public void synced(long nanos, long bytes) {
            synced.countDown();
          }

          @Override
          public void failed(VestigeException reason) {}
        };
    WalOptions often = options.withSync(WalSync.INTERVAL).withSyncIntervalMillis(20);
    try (Wal wal = Wal.open(directory, often, observer, 0, new WalRecords())) {
      wal.append(record("a")).join();
      synced.await();
      wal.roll();
      assertThat(wal.unsyncedBytes()).isZero();
    }
  }

  private static void assertRefused(CompletableFuture<Long> future, ErrorKind kind, String why) {
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .asInstanceOf(InstanceOfAssertFactories.type(VestigeException.class))
        .returns(kind, VestigeException::kind)
        .extracting(VestigeException::getMessage)
        .asString()
        .contains(why);
  }
}
