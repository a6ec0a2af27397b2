package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.VestigeException;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.FaultDirectory;
import dev.vestige.testkit.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A day is taken out and in while the first, second, third … use of the disk fails, and the store
/// goes on with it: other parts are written before the next start, which must not take what is on
/// its way for left over.
@ExtendWith(Seed.class)
class PartitionFaultTest {
  @Test
  void a_day_on_its_way_is_never_lost_nor_there_twice(RandomGenerator random) {
    int operation = 1;
    while (fails(operation, random)) {
      operation++;
    }
    assertThat(operation).isGreaterThan(30);
  }

  /// False when the life was over before the operation that fails.
  private static boolean fails(int operation, RandomGenerator random) {
    CrashDirectory disk = CrashDirectory.empty();
    Ledger ledger = new Ledger(random);
    try (Engine engine = Engine.open(disk, EngineCrashTest.OPTIONS)) {
      ledger.append(engine, 30);
    }
    FaultDirectory directory = FaultDirectory.failingAt(operation, disk);
    try (Engine engine = Engine.open(directory, EngineCrashTest.OPTIONS)) {
      for (String day : engine.partitions()) {
        tolerate(() -> engine.detachPartition(day));
        tolerate(() -> engine.attachPartition(day));
      }
      ledger.append(engine, 30);
    } catch (VestigeException e) {
      assertThat(directory.failed()).as(e.getMessage()).isTrue();
    }
    try (Engine engine = Engine.open(disk, EngineCrashTest.OPTIONS)) {
      EngineCrashTest.attachAll(engine);
      ledger.check(engine);
    }
    assertThat(EngineCrashTest.damages(disk)).isEmpty();
    return directory.failed();
  }

  private static void tolerate(Runnable step) {
    try {
      step.run();
    } catch (VestigeException _) {
      // The disk failed; the ledger knows what has to be there all the same.
    }
  }
}
