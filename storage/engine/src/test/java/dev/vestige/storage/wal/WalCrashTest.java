package dev.vestige.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The machine stops at random moments, several times in the life of a log. With `ALWAYS`, what was
/// acknowledged is there, once and in order; in the other modes what is there has no holes.
@ExtendWith(Seed.class)
class WalCrashTest {
  private static final int LIVES = 600;
  private static final int CRASHES_PER_LIFE = 5;

  private final WalOptions small =
      WalOptions.DEFAULTS.withSegmentBytesMax(2_000).withSyncIntervalMillis(1);

  /// What a client of the log knows, over all restarts. A record's text is its number in `fates`.
  private static final class Client {
    enum Fate {
      /// Handed in and not answered.
      OPEN,
      STORED,
      /// Answered with an error; a crash right after may bring it back.
      REFUSED,
      /// Not found by a log that was opened since.
      GONE
    }

    final List<Fate> fates = new ArrayList<>();
    final List<Long> sequences = new ArrayList<>();

    /// Sequence numbers up to this one were made durable elsewhere.
    long covered;

    void append(Wal wal, RandomGenerator random, List<CompletableFuture<Long>> futures) {
      int record = fates.size();
      fates.add(Fate.OPEN);
      sequences.add(0L);
      int length = random.nextInt(6) == 0 ? random.nextInt(1500) : random.nextInt(60);
      futures.add(wal.append(WalRecords.record("" + record, length)));
    }

    void answer(int record, CompletableFuture<Long> future) {
      boolean stored = future.handle((_, error) -> error == null).join();
      fates.set(record, stored ? Fate.STORED : Fate.REFUSED);
      sequences.set(record, stored ? future.join() : 0L);
    }

    /// Appends in bursts, cuts and rolls until the log refuses.
    void use(Wal wal, RandomGenerator random) {
      boolean sound = true;
      for (int step = 0; sound && step < 40; step++) {
        List<CompletableFuture<Long>> futures = new ArrayList<>();
        int first = fates.size();
        for (int i = random.nextInt(5); i >= 0; i--) {
          append(wal, random, futures);
        }
        for (int i = 0; i < futures.size(); i++) {
          answer(first + i, futures.get(i));
          sound &= fates.get(first + i) == Fate.STORED;
        }
        sound &= sound && maintain(wal, random);
      }
    }

    private boolean maintain(Wal wal, RandomGenerator random) {
      try {
        switch (random.nextInt(10)) {
          case 0 -> wal.roll();
          case 1 -> {
            covered = random.nextBoolean() ? wal.roll() : wal.lastSequence();
            wal.cut(covered);
          }
          default -> {}
        }
        return true;
      } catch (VestigeException _) {
        return false;
      }
    }
  }

  @Test
  void with_always_every_acknowledged_record_survives_once_and_in_order(RandomGenerator random) {
    for (int life = 0; life < LIVES; life++) {
      live(small.withSync(WalSync.ALWAYS), random);
    }
  }

  @Test
  void with_interval_what_survives_has_no_holes(RandomGenerator random) {
    for (int life = 0; life < LIVES / 2; life++) {
      live(small.withSync(WalSync.INTERVAL), random);
    }
  }

  @Test
  void with_os_what_survives_has_no_holes(RandomGenerator random) {
    for (int life = 0; life < LIVES / 2; life++) {
      live(small.withSync(WalSync.OS), random);
    }
  }

  @Test
  void what_was_handed_out_after_the_death_of_the_process_survives_a_power_loss(
      RandomGenerator random) {
    for (int life = 0; life < 50; life++) {
      CrashDirectory directory = CrashDirectory.empty();
      Wal dead = WalRecords.open(directory, small.withSync(WalSync.OS), new WalRecords());
      dead.append(WalRecords.record("a")).join();
      dead.append(WalRecords.record("b")).join();
      WalRecords found = new WalRecords();
      try (Wal wal = WalRecords.open(directory, small, found)) {
        assertThat(found.names()).containsExactly("a", "b");
        wal.append(WalRecords.record("c")).join();
      }
      CrashDirectory rest = directory.crash(random);
      assertThatExceptionOfType(VestigeException.class).isThrownBy(dead::close);
      WalRecords left = new WalRecords();
      Wal wal = WalRecords.open(rest, small, left);
      wal.close();
      assertThat(left.names()).containsExactly("a", "b", "c");
      assertThat(wal.report().damages()).isEmpty();
    }
  }

  private static void live(WalOptions options, RandomGenerator random) {
    CrashDirectory directory = CrashDirectory.empty();
    Client client = new Client();
    for (int crash = 0; crash < CRASHES_PER_LIFE; crash++) {
      directory.crashAt(1 + random.nextInt(random.nextBoolean() ? 20 : 200));
      WalRecords records = new WalRecords();
      try (Wal wal = open(directory, options, client, records)) {
        checkReplay(options, client, records, wal.report());
        client.use(wal, random);
      } catch (VestigeException _) {
        // The machine stopped while the log was opened or closed.
      }
      directory = directory.crash(random);
    }
    WalRecords records = new WalRecords();
    try (Wal wal = open(directory, options, client, records)) {
      checkReplay(options, client, records, wal.report());
    }
  }

  private static Wal open(
      Directory directory, WalOptions options, Client client, WalRecords records) {
    return Wal.open(directory, options, WalObserver.NONE, client.covered, records);
  }

  private static void checkReplay(
      WalOptions options, Client client, WalRecords found, WalReport report) {
    assertThat(report.damages()).isEmpty();
    assertThat(found.sequences()).isSorted().doesNotHaveDuplicates();
    List<Integer> names = found.names().stream().map(Integer::parseInt).toList();
    assertThat(names).isSorted().doesNotHaveDuplicates();
    for (int i = 0; i < names.size(); i++) {
      settle(client, names.get(i), found.sequences().get(i));
    }
    for (int record = 0; record < client.fates.size(); record++) {
      boolean due =
          client.fates.get(record) == Client.Fate.STORED
              && client.sequences.get(record) > client.covered;
      if (due && !names.contains(record)) {
        assertThat(options.sync()).as("lost record " + record).isNotEqualTo(WalSync.ALWAYS);
        // What a power loss may take is the end.
        long lost = client.sequences.get(record);
        assertThat(found.sequences()).allMatch(sequence -> sequence < lost);
      }
    }
    forgetLost(client, names);
  }

  /// A record that was found keeps its number from then on.
  private static void settle(Client client, int record, long sequence) {
    assertThat(client.fates.get(record)).isNotEqualTo(Client.Fate.GONE);
    if (client.fates.get(record) == Client.Fate.STORED) {
      assertThat(sequence).isEqualTo(client.sequences.get(record));
    }
    client.fates.set(record, Client.Fate.STORED);
    client.sequences.set(record, sequence);
  }

  private static void forgetLost(Client client, List<Integer> names) {
    for (int record = 0; record < client.fates.size(); record++) {
      boolean covered =
          client.fates.get(record) == Client.Fate.STORED
              && client.sequences.get(record) <= client.covered;
      if (!covered && !names.contains(record)) {
        client.fates.set(record, Client.Fate.GONE);
      }
    }
  }
}
