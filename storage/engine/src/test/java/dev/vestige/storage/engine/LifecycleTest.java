package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import dev.vestige.storage.SearchRequest;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Snapshots, partitions, retention by disk and damaged parts.
@ExtendWith(Seed.class)
class LifecycleTest {
  private static final EngineOptions OPTIONS = EngineCrashTest.OPTIONS;

  /// A byte of the footer, counted from the end of a part.
  private static final int FOOTER = 40;

  /// A byte of the first chunk, counted from the beginning.
  private static final int CHUNK = -20;

  private final CrashDirectory disk = CrashDirectory.empty();

  private static void fill(Engine engine, Ledger ledger, int batches) {
    for (int i = 0; i < batches; i++) {
      assertThat(ledger.append(engine, 30)).isTrue();
    }
  }

  @Test
  void a_snapshot_opens_as_the_store_was(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, ledger, 7);
      String path = engine.createSnapshot("");
      Ledger later = new Ledger(random);
      fill(engine, later, 1);
      assertThat(engine.snapshots()).containsExactly(path);
      Directory snapshot = disk.subdirectory("snapshots").subdirectory(lastElement(path));
      assertThat(EngineCrashTest.damages(snapshot)).isEmpty();
      try (Engine copy = Engine.open(snapshot, OPTIONS)) {
        ledger.check(copy);
      }
    }
  }

  private static String lastElement(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void a_snapshot_of_a_day_has_that_day_only(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, ledger, 7);
      engine.flush();
      String day = engine.partitions().getFirst();
      String path = engine.createSnapshot(day);
      Directory snapshot = disk.subdirectory("snapshots").subdirectory(lastElement(path));
      assertThat(snapshot.subdirectory("parts").subdirectories()).containsExactly(day);
      try (Engine copy = Engine.open(snapshot, OPTIONS)) {
        assertThat(copy.partitions()).containsExactly(day);
      }
    }
  }

  @Test
  void snapshots_are_deleted_by_path_and_by_age(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, new Ledger(random), 3);
      String first = engine.createSnapshot("");
      String second = engine.createSnapshot("");
      assertThatThrownBy(() -> engine.deleteSnapshot(first + "x"))
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
      engine.deleteSnapshot(first);
      assertThat(engine.deleteSnapshotsOlderThan(Duration.ofDays(1))).isEmpty();
      assertThat(engine.snapshots()).containsExactly(second);
      assertThat(engine.deleteSnapshotsOlderThan(Duration.ofSeconds(-10))).containsExactly(second);
      assertThat(engine.snapshots()).isEmpty();
    }
  }

  @Test
  void a_detached_partition_is_gone_until_it_is_attached(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, ledger, 9);
      engine.flush();
      String day = engine.partitions().getFirst();
      int before = Ledger.spans(engine).size();
      engine.detachPartition(day);
      assertThat(engine.partitions()).doesNotContain(day);
      assertThat(Ledger.spans(engine).size()).isLessThan(before);
      assertThatThrownBy(() -> engine.detachPartition(day)).hasMessageContaining(day);
      engine.attachPartition(day);
      assertThatThrownBy(() -> engine.attachPartition(day)).hasMessageContaining(day);
      assertThatThrownBy(() -> engine.attachPartition("2025")).hasMessageContaining("20250615");
      ledger.check(engine);
    }
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      ledger.check(engine);
    }
  }

  @Test
  void a_partition_past_the_retention_is_not_attached_only_to_be_dropped(RandomGenerator random) {
    String day;
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, new Ledger(random), 9);
      engine.flush();
      day = engine.partitions().getFirst();
      engine.detachPartition(day);
    }
    EngineOptions week = OPTIONS.withRetention(Duration.ofDays(7), Duration.ofDays(2));
    try (Engine engine = Engine.open(disk, week)) {
      assertThatThrownBy(() -> engine.attachPartition(day)).hasMessageContaining("retention");
    }
    assertThat(disk.subdirectory("detached").subdirectories()).containsExactly(day);
  }

  @Test
  void a_damaged_part_is_set_aside_and_its_day_can_be_done_without(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    String day;
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, ledger, 9);
      engine.flush();
      day = engine.partitions().getFirst();
    }
    damageAPartOf(day, FOOTER);
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      assertThatThrownBy(() -> Ledger.spans(engine))
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
          .hasMessageContaining(day);
      assertThat(engine.partitions()).contains(day);
      fill(engine, ledger, 1);
      engine.detachPartition(day);
      assertThat(Ledger.spans(engine)).isNotEmpty();
      assertThatThrownBy(() -> engine.attachPartition(day))
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT));
    }
    assertThat(EngineCrashTest.damages(disk)).isEmpty();
  }

  @Test
  void a_search_that_comes_upon_damage_says_where(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, new Ledger(random), 9);
      engine.flush();
    }
    damageAPartOf(Day.of(Ledger.NOON).toString(), CHUNK);
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      assertThatThrownBy(() -> readTraceIds(engine))
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
          .hasMessageContaining("parts/" + Day.of(Ledger.NOON));
      assertThat(engine.activity().damagesFound()).isEqualTo(1);
    }
  }

  private static void readTraceIds(Engine engine) {
    for (TenantId tenant : engine.tenants(TimeRange.ALL)) {
      engine.search(
          SearchRequest.of(tenant, TimeRange.ALL, Cancellation.afterMillis(60_000)),
          (block, _) -> block.column("trace_id").rows() > 0);
    }
  }

  private void damageAPartOf(String day, int fromTheEnd) {
    Directory parts = disk.subdirectory("parts").subdirectory(day);
    String name = parts.files().getFirst();
    byte[] bytes;
    try (FileInput file = parts.open(name)) {
      bytes = new byte[(int) file.lengthBytes()];
      file.read(0, bytes, 0, bytes.length);
    }
    bytes[Math.floorMod(-fromTheEnd, bytes.length)] ^= 1;
    parts.delete(name);
    try (FileOutput file = parts.create(name)) {
      file.write(bytes, 0, bytes.length);
    }
  }

  @Test
  void the_oldest_days_go_when_the_data_is_too_large(RandomGenerator random) {
    UpkeepOptions small = UpkeepOptions.DEFAULTS.withDiskMax(1, 0);
    try (Engine engine = Engine.open(disk, OPTIONS.withUpkeep(small))) {
      fill(engine, new Ledger(random), 9);
      engine.flush();
      awaitPartitions(engine, 2);
      assertThat(engine.partitions())
          .containsExactly(
              Day.of(Ledger.NOON + Ledger.DAY_NANOS).toString(),
              Day.of(Ledger.NOON + 2 * Ledger.DAY_NANOS).toString());
    }
  }

  @Test
  void the_oldest_days_go_when_the_disk_is_too_full(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, new Ledger(random), 12);
    }
    disk.freeBytes(1 << 30);
    UpkeepOptions full = UpkeepOptions.DEFAULTS.withDiskMax(0, 50);
    try (Engine engine = Engine.open(disk, OPTIONS.withUpkeep(full))) {
      awaitPartitions(engine, 2);
    }
  }

  @Test
  void days_past_the_retention_go(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, new Ledger(random), 9);
    }
    EngineOptions week = OPTIONS.withRetention(Duration.ofDays(7), Duration.ofDays(2));
    try (Engine engine = Engine.open(disk, week)) {
      awaitPartitions(engine, 0);
      assertThat(engine.tenants(TimeRange.ALL)).isEmpty();
    }
    assertThat(disk.subdirectory("parts").subdirectories()).isEmpty();
  }

  @Test
  void spans_of_a_tenant_with_a_shorter_retention_go_earlier(RandomGenerator random) {
    AtomicReference<Map<TenantId, Duration>> retentions = new AtomicReference<>(Map.of());
    UpkeepOptions upkeep = UpkeepOptions.DEFAULTS.withTenantRetentions(retentions::get);
    try (Engine engine = Engine.open(disk, OPTIONS.withUpkeep(upkeep))) {
      fill(engine, new Ledger(random), 12);
      engine.flush();
      assertThat(engine.tenants(TimeRange.ALL)).containsExactly(TenantId.DEFAULT, Ledger.OTHER);
      retentions.set(Map.of(Ledger.OTHER, Duration.ofDays(1)));
      await(() -> engine.tenants(TimeRange.ALL).size() == 1);
      assertThat(engine.tenants(TimeRange.ALL)).containsExactly(TenantId.DEFAULT);
      assertThat(engine.partitions()).hasSize(Ledger.DAYS);
    }
  }

  private static void awaitPartitions(Engine engine, int expected) {
    await(() -> engine.partitions().size() == expected);
    assertThat(engine.partitions()).hasSize(expected);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void parts_without_a_manifest_are_not_taken_for_an_empty_store(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, OPTIONS)) {
      fill(engine, new Ledger(random), 9);
      engine.flush();
    }
    disk.delete("manifest");
    assertThatThrownBy(() -> Engine.open(disk, OPTIONS))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT));
    assertThat(disk.subdirectory("parts").subdirectories()).isNotEmpty();
  }
}
