package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.FaultDirectory;
import dev.vestige.testkit.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The first, second, third … use of the disk fails, up to the last one. The store says so, goes
/// on, and loses nothing that it acknowledged.
@ExtendWith(Seed.class)
class EngineFaultTest {
  /// Every so many-th operation is tried in the build, each of them in a soak.
  private static final int STRIDE = Integer.getInteger("vestige.fault.stride", 61);

  @Test
  void no_single_failure_loses_an_acknowledged_span(RandomGenerator random) {
    int operation = 1 + random.nextInt(STRIDE);
    while (fails(operation, random)) {
      operation += STRIDE;
    }
    assertThat(operation).isGreaterThan(200);
  }

  /// Lives a short life in which an operation fails; false when the life was over before.
  private static boolean fails(int operation, RandomGenerator random) {
    CrashDirectory disk = CrashDirectory.empty();
    FaultDirectory directory = FaultDirectory.failingAt(operation, disk);
    Ledger ledger = new Ledger(random);
    for (int start = 0; start < 2; start++) {
      try (Engine engine = Engine.open(directory, EngineCrashTest.OPTIONS)) {
        use(engine, ledger);
        read(engine, ledger);
      } catch (VestigeException e) {
        assertThat(e.kind()).isNotEqualTo(ErrorKind.CORRUPT);
        assertThat(directory.failed()).as(e.getMessage()).isTrue();
      }
    }
    boolean failed = directory.failed();
    try (Engine engine = Engine.open(disk, EngineCrashTest.OPTIONS)) {
      EngineCrashTest.attachAll(engine);
      ledger.check(engine);
    }
    assertThat(EngineCrashTest.damages(disk)).isEmpty();
    EngineCrashTest.checkSnapshots(disk);
    return failed;
  }

  private static void use(Engine engine, Ledger ledger) {
    ledger.append(engine, 30);
    ledger.append(engine, 30);
    tolerate(engine::flush);
    for (int i = 0; i < 8; i++) {
      ledger.append(engine, 30);
    }
    tolerate(engine::flush);
    tolerate(() -> ledger.delete(engine));
    tolerate(() -> engine.forceMerge(""));
    tolerate(() -> engine.createSnapshot(""));
    tolerate(() -> EngineCrashTest.moveAPartition(engine));
    ledger.append(engine, 30);
  }

  private static void tolerate(Runnable step) {
    try {
      step.run();
    } catch (VestigeException e) {
      assertThat(e.kind()).isIn(ErrorKind.IO, ErrorKind.UNAVAILABLE, ErrorKind.NOT_FOUND);
    }
  }

  /// Reads go on after the failure; the failure itself may hit one.
  private static void read(Engine engine, Ledger ledger) {
    try {
      EngineCrashTest.attachAll(engine);
      ledger.check(engine);
    } catch (VestigeException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.IO);
      EngineCrashTest.attachAll(engine);
      ledger.check(engine);
    }
  }
}
