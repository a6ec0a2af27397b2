package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.wal.WalOptions;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The machine loses power at random moments, several times in the life of a store. What was
/// acknowledged is there afterwards, once; what was deleted stays away; and every file is sound.
@ExtendWith(Seed.class)
class EngineCrashTest {
  private static final int LIVES = Integer.getInteger("vestige.crash.lives", 40);
  private static final int CRASHES_PER_LIFE = 4;

  static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS
          .withRetention(Duration.ofDays(100_000), Duration.ofDays(100_000))
          .withHeadRowsMax(60)
          .withWal(WalOptions.DEFAULTS.withSegmentBytesMax(4_000));

  @Test
  void every_acknowledged_span_survives_once(RandomGenerator random) {
    for (int life = 0; life < LIVES; life++) {
      live(random);
    }
  }

  private static void live(RandomGenerator random) {
    CrashDirectory directory = CrashDirectory.empty();
    Ledger ledger = new Ledger(random);
    for (int crash = 0; crash < CRASHES_PER_LIFE; crash++) {
      directory.crashAt(1 + random.nextInt(random.nextBoolean() ? 60 : 800));
      try (Engine engine = Engine.open(directory, OPTIONS)) {
        use(engine, ledger, random);
      } catch (VestigeException _) {
        // The machine stopped while the store was opened or closed.
      }
      directory = directory.crash(random);
      try (Engine engine = Engine.open(directory, OPTIONS)) {
        attachAll(engine);
        ledger.check(engine);
      }
      assertThat(damages(directory)).isEmpty();
      checkSnapshots(directory);
    }
  }

  /// Appends, flushes, merges, deletes until the store refuses.
  static void use(Engine engine, Ledger ledger, RandomGenerator random) {
    for (int step = 0; step < 40; step++) {
      try {
        switch (random.nextInt(16)) {
          case 0 -> engine.flush();
          case 1 -> engine.forceMerge("");
          case 2 -> ledger.delete(engine);
          case 3 -> engine.createSnapshot(random.nextBoolean() ? "" : "2024");
          case 4 -> moveAPartition(engine);
          default -> {
            if (!ledger.append(engine, 30)) {
              return;
            }
          }
        }
      } catch (VestigeException _) {
        return;
      }
    }
  }

  static void moveAPartition(Engine engine) {
    List<String> partitions = engine.partitions();
    if (!partitions.isEmpty()) {
      engine.detachPartition(partitions.getFirst());
      engine.attachPartition(partitions.getFirst());
    }
  }

  /// Brings back what was detached when the machine stopped.
  static void attachAll(Engine engine) {
    for (int day = 0; day < Ledger.DAYS; day++) {
      try {
        engine.attachPartition(Day.of(Ledger.NOON + day * Ledger.DAY_NANOS).toString());
      } catch (VestigeException e) {
        if (e.kind() != ErrorKind.NOT_FOUND) {
          throw e;
        }
      }
    }
  }

  static void checkSnapshots(Directory directory) {
    Directory snapshots = directory.subdirectory("snapshots");
    for (String name : snapshots.subdirectories()) {
      assertThat(damages(snapshots.subdirectory(name))).isEmpty();
    }
  }

  static List<FileReport> damages(Directory directory) {
    List<FileReport> reports = new ArrayList<>();
    StoreCheck.run(directory, reports::add);
    assertThat(reports).isNotEmpty();
    return reports.stream().filter(report -> report.state() == FileReport.State.DAMAGED).toList();
  }
}
