package dev.vestige.insert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.otlp.HostileBodies;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.SpanBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bodies with random damage: they are read or refused with an INVALID_INPUT error, quickly, and a
/// refused one stores nothing. What is stored can be read back whole.
class BodyFuzzTest {
  private static final int ROUNDS = 800;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final List<SpanBatch> stored = new ArrayList<>();
  private final Ingest ingest =
      new Ingest(
          batch -> {
            stored.add(batch);
            return CompletableFuture.completedFuture(null);
          },
          InsertLimits.DEFAULTS,
          TenantLimits.none(),
          InsertObserver.NONE);

  @ParameterizedTest
  @EnumSource
  void damaged_bodies_do_no_harm(IngestType type) {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> play(type));
  }

  private void play(IngestType type) throws IOException {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 7_000_000L + type.name().length() * 100_000L + round;
      // Neighbouring seeds begin with the same numbers unless they are spread.
      byte[] body = HostileBodies.next(type, new Random(seed * SPREAD));
      stored.clear();
      try {
        ingest.ingest(
            new IngestRequest(type, TenantId.DEFAULT, InsertOptions.NONE, ByteSlice.of(body)));
        stored.forEach(batch -> readBack(batch, seed));
      } catch (VestigeException e) {
        refused++;
        assertThat(e.kind()).as("seed %d: %s", seed, e).isEqualTo(ErrorKind.INVALID_INPUT);
        assertThat(stored).as("seed %d", seed).isEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " of " + type, e);
      }
    }
    // Damage that is always or never noticed would test nothing.
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS);
  }

  private static void readBack(SpanBatch batch, long seed) {
    try (MemoryStorage rows = new MemoryStorage()) {
      rows.append(batch).join();
      assertThat(StoredRows.of(rows, TenantId.DEFAULT)).as("seed %d", seed).hasSize(batch.size());
    }
  }
}
