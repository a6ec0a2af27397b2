package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins.Pin;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.FaultDirectory;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The retention comes to days with pinned traces while the disk fails, or the machine stops. What
/// was answered to who pins and unpins holds, and no span of a trace that is pinned is lost.
@ExtendWith(Seed.class)
class PinFaultTest {
  private static final int CRASHES = Integer.getInteger("vestige.crash.lives", 25);
  private static final int STRIDE = Integer.getInteger("vestige.fault.stride", 13);
  private static final int TRACES = 4;

  private CrashDirectory disk = CrashDirectory.empty();
  private final List<TraceId> traces = new ArrayList<>();

  /// Known to be pinned.
  private final Set<TraceId> pinned = new HashSet<>();

  /// There was no good answer to who pinned or unpinned them.
  private final Set<TraceId> open = new HashSet<>();

  /// A store that has days past the retention, and two pinned traces.
  private void fill(RandomGenerator random) {
    disk = CrashDirectory.empty();
    traces.clear();
    pinned.clear();
    open.clear();
    try (Engine engine = Engine.open(disk, PinTest.FOREVER)) {
      PinTest.fill(engine, random);
      engine.flush();
      for (long low = 1; traces.size() < TRACES; low++) {
        TraceId trace = new TraceId(1, low);
        if (PinTest.spans(engine, TenantId.DEFAULT, trace) > 0) {
          traces.add(trace);
        }
      }
      change(engine, traces.get(0));
      change(engine, traces.get(1));
    }
  }

  /// Pins what is not pinned and the other way round.
  private void change(Engine engine, TraceId trace) {
    open.add(trace);
    if (pinned.remove(trace)) {
      engine.pins().unpin(TenantId.DEFAULT, trace);
    } else {
      engine.pins().pin(TenantId.DEFAULT, trace);
      pinned.add(trace);
    }
    open.remove(trace);
  }

  /// @param isOver says when nothing works any more
  private void use(Engine engine, BooleanSupplier isOver) {
    // The first one stays pinned all the time.
    for (TraceId trace : traces.subList(1, TRACES)) {
      tolerate(() -> change(engine, trace));
    }
    PinTest.await(
        () -> isOver.getAsBoolean() || PinTest.allSpans(engine) == engine.activity().pinnedSpans());
  }

  private static void tolerate(Runnable step) {
    try {
      step.run();
    } catch (VestigeException _) {
      // The disk failed, or the trace went with its day before it was pinned.
    }
  }

  /// The store is left with the pinned traces.
  private void check() {
    assertThat(EngineCrashTest.damages(disk)).isEmpty();
    try (Engine engine = Engine.open(disk, PinTest.WEEK)) {
      long kept = 0;
      for (TraceId trace : traces) {
        Optional<Pin> pin =
            engine.pins().pins(TenantId.DEFAULT).stream()
                .filter(each -> each.trace().equals(trace))
                .findFirst();
        long found = pin.isPresent() ? PinTest.spans(engine, TenantId.DEFAULT, trace) : 0;
        kept += found;
        if (!open.contains(trace)) {
          assertThat(pin.isPresent()).isEqualTo(pinned.contains(trace));
          pin.ifPresent(each -> assertThat(found).isEqualTo(each.spans()));
        }
      }
      PinTest.awaitSpans(engine, kept);
    }
    assertThat(EngineCrashTest.damages(disk)).isEmpty();
  }

  @Test
  void a_crash_at_any_moment_loses_no_pinned_trace(RandomGenerator random) {
    for (int life = 0; life < CRASHES; life++) {
      fill(random);
      disk.crashAt(disk.operations() + 1 + random.nextInt(random.nextBoolean() ? 60 : 400));
      try (Engine engine = Engine.open(disk, PinTest.WEEK)) {
        use(engine, disk::crashed);
      } catch (VestigeException _) {
        // The machine stopped while the store was opened or closed.
      }
      disk = disk.crash(random);
      check();
    }
  }

  @Test
  void no_single_failure_loses_a_pinned_trace(RandomGenerator random) {
    int operation = 1 + random.nextInt(STRIDE);
    while (fails(operation, random)) {
      operation += STRIDE;
    }
    assertThat(operation).isGreaterThan(100);
  }

  @Test
  void what_is_pinned_after_a_failure_to_drop_days_stays(RandomGenerator random) {
    int operation = 1;
    while (failsWhileDropping(operation, random)) {
      operation++;
    }
    assertThat(operation).isGreaterThan(30);
  }

  /// False when the days were dropped before the operation that fails.
  private boolean failsWhileDropping(int operation, RandomGenerator random) {
    fill(random);
    FaultDirectory directory = FaultDirectory.failingAt(operation, disk);
    boolean failed = false;
    try (Engine engine = Engine.open(directory, PinTest.WEEK)) {
      PinTest.await(
          () -> directory.failed() || PinTest.allSpans(engine) == engine.activity().pinnedSpans());
      failed = directory.failed();
      for (TraceId trace : traces.subList(2, TRACES)) {
        tolerate(() -> change(engine, trace));
      }
    } catch (VestigeException e) {
      failed = directory.failed();
      assertThat(failed).as(e.getMessage()).isTrue();
    }
    check();
    return failed;
  }

  /// False when the life was over before the operation that fails.
  private boolean fails(int operation, RandomGenerator random) {
    fill(random);
    FaultDirectory directory = FaultDirectory.failingAt(operation, disk);
    try (Engine engine = Engine.open(directory, PinTest.WEEK)) {
      use(engine, directory::failed);
    } catch (VestigeException e) {
      assertThat(directory.failed()).as(e.getMessage()).isTrue();
    }
    check();
    return directory.failed();
  }
}
