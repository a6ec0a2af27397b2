package dev.vestige.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.FaultDirectory;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The N-th operation on the disk fails, for N = 1, 2, 3 … to the end: nothing acknowledged is
/// lost, and the log either takes records or says why not.
@ExtendWith(Seed.class)
class WalFaultTest {
  private static final int RECORDS = 14;

  private final List<String> stored = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private boolean covered;
  private boolean recovering = true;

  private static WalOptions options(WalSync sync) {
    return WalOptions.DEFAULTS
        .withSync(sync)
        .withSegmentBytesMax(700)
        .withSyncIntervalMillis(3_600_000);
  }

  /// Opens, appends, rolls, cuts and closes.
  private void use(Directory directory, WalOptions options) {
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      for (int i = 0; i < RECORDS; i++) {
        append(wal, "r" + i);
        if (i == 4) {
          wal.roll();
        }
        if (i == 8 && !stored.isEmpty()) {
          cutFirst(wal);
        }
      }
    } catch (VestigeException _) {
      // Opening or closing failed and said so.
    }
  }

  private void append(Wal wal, String name) {
    CompletableFuture<Long> future = wal.append(WalRecords.record(name));
    boolean done = future.handle((_, error) -> error == null).join();
    (done ? stored : refused).add(name);
    if (!done && recovering) {
      try {
        wal.recover();
        wal.requireSound();
      } catch (VestigeException _) {
        // Still failing; the next record is refused or not.
      }
    }
  }

  private void cutFirst(Wal wal) {
    covered = true;
    try {
      wal.cut(1);
    } catch (VestigeException _) {
      // Some segments are still there.
    }
  }

  private void assertNothingLost(Directory directory) {
    WalRecords records = new WalRecords();
    long from = covered ? 1 : 0;
    try (Wal wal = Wal.open(directory, WalOptions.DEFAULTS, WalObserver.NONE, from, records)) {
      assertThat(wal.report().damages()).isEmpty();
      List<String> expected = new ArrayList<>(stored);
      if (covered) {
        expected.removeFirst();
      }
      assertThat(records.names()).isEqualTo(expected);
      assertThat(wal.append(WalRecords.record("after")).join()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(WalSync.class)
  void one_failure_refuses_no_record(WalSync sync) {
    for (int n = 1; ; n++) {
      stored.clear();
      covered = false;
      CrashDirectory disk = CrashDirectory.empty();
      FaultDirectory directory = FaultDirectory.failingAt(n, disk);
      use(directory, options(sync));
      if (!directory.failed()) {
        assertThat(n).isGreaterThan(25);
        break;
      }
      assertThat(refused).isEmpty();
      assertThat(stored.size()).isIn(0, RECORDS);
      assertNothingLost(disk);
    }
  }

  @Test
  void two_failures_lose_nothing_even_when_power_fails_after_them(RandomGenerator random) {
    long last = operations();
    int refusals = 0;
    for (long n = 1; n <= last; n++) {
      for (long gap = 1; gap <= 6; gap++) {
        recovering = random.nextBoolean();
        stored.clear();
        refused.clear();
        covered = false;
        CrashDirectory disk = CrashDirectory.empty();
        use(
            FaultDirectory.failingAt(n + gap, FaultDirectory.failingAt(n, disk)),
            options(WalSync.ALWAYS));
        refusals += refused.size();
        assertNothingLost(disk.crash(random));
      }
    }
    assertThat(refusals).isPositive();
  }

  private long operations() {
    FaultDirectory directory = FaultDirectory.failingAt(Long.MAX_VALUE, CrashDirectory.empty());
    use(directory, options(WalSync.ALWAYS));
    return directory.operations();
  }

  @Test
  void a_failure_on_reopening_loses_nothing() {
    for (int n = 1; ; n++) {
      stored.clear();
      covered = false;
      CrashDirectory disk = CrashDirectory.empty();
      use(disk, options(WalSync.ALWAYS));
      FaultDirectory directory = FaultDirectory.failingAt(n, disk);
      try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, new WalRecords())) {
        append(wal, "more");
      } catch (VestigeException _) {
        // Opening failed and said so.
      }
      assertNothingLost(disk);
      if (!directory.failed()) {
        assertThat(n).isGreaterThan(10);
        break;
      }
    }
  }
}
