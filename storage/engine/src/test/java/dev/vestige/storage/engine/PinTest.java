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
import dev.vestige.storage.Block;
import dev.vestige.storage.Limits;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins.Pin;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Pinned traces stay when the days of their spans go, whatever makes these go.
@ExtendWith(Seed.class)
class PinTest {
  static final EngineOptions FOREVER = EngineCrashTest.OPTIONS;
  static final EngineOptions WEEK = FOREVER.withRetention(Duration.ofDays(7), Duration.ofDays(2));

  private final CrashDirectory disk = CrashDirectory.empty();

  static void fill(Engine engine, RandomGenerator random) {
    fill(engine, new Ledger(random));
  }

  private static void fill(Engine engine, Ledger ledger) {
    for (int i = 0; i < 30; i++) {
      assertThat(ledger.append(engine, 30)).isTrue();
    }
  }

  /// A trace that has spans on each day.
  static TraceId aTrace(Engine engine, TenantId tenant) {
    engine.flush();
    for (long trace = 1; ; trace++) {
      TraceId id = new TraceId(1, trace);
      if (engine.partitions().stream().allMatch(day -> rows(engine, tenant, id, day) > 0)) {
        return id;
      }
      assertThat(trace).isLessThan(20);
    }
  }

  static long spans(Engine engine, TenantId tenant, TraceId trace) {
    List<SpanBatch> found = new ArrayList<>();
    engine.spans(tenant, List.of(trace), Cancellation.afterMillis(60_000), found::add);
    return found.stream().mapToLong(SpanBatch::size).sum();
  }

  static long allSpans(Engine engine) {
    return engine.size().partRows() + engine.size().headRows();
  }

  static void awaitSpans(Engine engine, long expected) {
    await(() -> allSpans(engine) == expected);
    assertThat(allSpans(engine)).isEqualTo(expected);
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_pinned_trace_stays_when_its_days_go_until_it_is_unpinned(RandomGenerator random) {
    TraceId trace;
    long spans;
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      trace = aTrace(engine, TenantId.DEFAULT);
      spans = spans(engine, TenantId.DEFAULT, trace);
      Pin pin = engine.pins().pin(TenantId.DEFAULT, trace);
      assertThat(pin.spans()).isEqualTo(spans).isPositive();
      assertThat(engine.pins().pins(TenantId.DEFAULT)).containsExactly(pin);
      assertThat(engine.pins().pins(Ledger.OTHER)).isEmpty();
      assertThat(engine.activity().pinnedTraces()).isEqualTo(1);
      assertThat(engine.activity().pinnedSpans()).isEqualTo(spans);
    }
    try (Engine engine = Engine.open(disk, WEEK)) {
      awaitSpans(engine, spans);
      assertThat(spans(engine, TenantId.DEFAULT, trace)).isEqualTo(spans);
      assertThat(rows(engine, TenantId.DEFAULT, TimeRange.ALL)).isEqualTo(spans);
      assertThat(engine.tenants(TimeRange.ALL)).containsExactly(TenantId.DEFAULT);
    }
    assertThat(EngineCrashTest.damages(disk)).isEmpty();
    assertThat(StoreInspection.of(disk).pins()).isEqualTo(1);
    try (Engine engine = Engine.open(disk, WEEK)) {
      assertThat(spans(engine, TenantId.DEFAULT, trace)).isEqualTo(spans);
      engine.pins().unpin(TenantId.DEFAULT, trace);
      awaitSpans(engine, 0);
      await(() -> engine.partitions().isEmpty());
      assertThat(engine.partitions()).isEmpty();
    }
  }

  @Test
  void the_same_id_of_another_tenant_goes(RandomGenerator random) {
    TraceId trace;
    long spans;
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      trace = aTrace(engine, Ledger.OTHER);
      assertThat(spans(engine, TenantId.DEFAULT, trace)).isPositive();
      spans = engine.pins().pin(Ledger.OTHER, trace).spans();
    }
    try (Engine engine = Engine.open(disk, WEEK)) {
      awaitSpans(engine, spans);
      assertThat(spans(engine, Ledger.OTHER, trace)).isEqualTo(spans);
    }
  }

  @Test
  void spans_in_memory_are_kept_too(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    long spans;
    try (Engine engine = Engine.open(disk, FOREVER.withHeadRowsMax(100_000))) {
      fill(engine, ledger);
      TraceId trace = aTrace(engine, TenantId.DEFAULT);
      fill(engine, ledger);
      spans = engine.pins().pin(TenantId.DEFAULT, trace).spans();
      assertThat(engine.size().headRows()).isPositive();
    }
    try (Engine engine = Engine.open(disk, WEEK)) {
      engine.flush();
      awaitSpans(engine, spans);
    }
  }

  @Test
  void a_trace_that_is_not_here_cannot_be_pinned_nor_unpinned(RandomGenerator random) {
    TraceId absent = new TraceId(9, 9);
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      assertKind(ErrorKind.NOT_FOUND, () -> engine.pins().pin(TenantId.DEFAULT, absent));
      assertKind(
          ErrorKind.NOT_FOUND, () -> engine.pins().unpin(TenantId.DEFAULT, new TraceId(1, 1)));
      assertThat(engine.pins().pins(TenantId.DEFAULT)).isEmpty();
      assertThat(disk.exists(Pins.NAME)).isFalse();
    }
  }

  private static void assertKind(ErrorKind kind, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(VestigeException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void pinning_again_renews_the_pin(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      TraceId trace = aTrace(engine, TenantId.DEFAULT);
      engine.pins().pin(TenantId.DEFAULT, trace);
      Pin other = engine.pins().pin(Ledger.OTHER, aTrace(engine, Ledger.OTHER));
      Pin again = engine.pins().pin(TenantId.DEFAULT, trace);
      assertThat(engine.pins().pins(TenantId.DEFAULT)).containsExactly(again);
      assertThat(Pins.read(disk)).containsExactly(other, again);
    }
  }

  @Test
  void a_tenants_own_retention_leaves_pinned_traces(RandomGenerator random) {
    AtomicReference<Map<TenantId, Duration>> retentions = new AtomicReference<>(Map.of());
    UpkeepOptions upkeep = UpkeepOptions.DEFAULTS.withTenantRetentions(retentions::get);
    try (Engine engine = Engine.open(disk, FOREVER.withUpkeep(upkeep))) {
      fill(engine, random);
      TraceId trace = aTrace(engine, Ledger.OTHER);
      long ofOthers = rows(engine, TenantId.DEFAULT, TimeRange.ALL);
      long spans = engine.pins().pin(Ledger.OTHER, trace).spans();
      retentions.set(Map.of(Ledger.OTHER, Duration.ofDays(1)));
      awaitSpans(engine, ofOthers + spans);
      assertThat(spans(engine, Ledger.OTHER, trace)).isEqualTo(spans);
    }
  }

  /// How many rows a scan finds.
  private static long rows(Engine engine, TenantId tenant, TimeRange range) {
    AtomicLong rows = new AtomicLong();
    engine.search(
        SearchRequest.of(tenant, range, Cancellation.afterMillis(60_000)),
        (block, _) -> rows.addAndGet(block.selection().cardinality()) > 0);
    return rows.get();
  }

  private static long rows(Engine engine, String day) {
    TimeRange range = Day.parse(day).range();
    return engine.tenants(range).stream().mapToLong(tenant -> rows(engine, tenant, range)).sum();
  }

  /// The oldest day has a pinned trace, and cannot go however full the disk is; the next one goes
  /// in its place, and the last two stay.
  @Test
  void the_bounds_of_the_disk_leave_pinned_traces_and_come_to_an_end(RandomGenerator random) {
    String oldest = Day.of(Ledger.NOON).toString();
    for (UpkeepOptions upkeep :
        List.of(
            UpkeepOptions.DEFAULTS.withDiskMax(1, 0), UpkeepOptions.DEFAULTS.withDiskMax(0, 50))) {
      CrashDirectory own = CrashDirectory.empty();
      TraceId trace;
      long spans;
      long left;
      try (Engine engine = Engine.open(own, FOREVER)) {
        fill(engine, random);
        trace = aTrace(engine, TenantId.DEFAULT);
        left = rows(engine, TenantId.DEFAULT, trace, oldest);
        spans = engine.pins().pin(TenantId.DEFAULT, trace).spans();
      }
      own.freeBytes(1 << 30);
      try (Engine engine = Engine.open(own, FOREVER.withUpkeep(upkeep))) {
        await(() -> rows(engine, oldest) == left);
        assertThat(rows(engine, oldest)).isEqualTo(left);
        assertThat(spans(engine, TenantId.DEFAULT, trace)).isEqualTo(spans);
        assertThat(engine.partitions()).hasSize(Ledger.DAYS);
        engine.pins().unpin(TenantId.DEFAULT, trace);
        if (upkeep.diskBytesMax() > 0) {
          await(() -> engine.partitions().size() == 2);
          assertThat(engine.partitions()).hasSize(2).doesNotContain(oldest);
        }
      }
    }
  }

  @Test
  void deleting_by_filter_takes_pinned_spans_too(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      TraceId trace = aTrace(engine, TenantId.DEFAULT);
      engine.pins().pin(TenantId.DEFAULT, trace);
      SearchRequest all =
          SearchRequest.of(TenantId.DEFAULT, TimeRange.ALL, Cancellation.afterMillis(60_000));
      engine.delete(all, Block::selection);
      assertThat(spans(engine, TenantId.DEFAULT, trace)).isZero();
    }
  }

  @Test
  void a_snapshot_has_the_pins(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      TraceId trace = aTrace(engine, TenantId.DEFAULT);
      long spans = engine.pins().pin(TenantId.DEFAULT, trace).spans();
      engine.flush();
      for (String prefix : List.of("", "20")) {
        String path = engine.createSnapshot(prefix);
        engine.flush();
        Directory snapshot =
            disk.subdirectory("snapshots").subdirectory(path.substring(path.lastIndexOf('/') + 1));
        assertThat(EngineCrashTest.damages(snapshot)).isEmpty();
        try (Engine copy = Engine.open(snapshot, WEEK)) {
          awaitSpans(copy, spans);
        }
      }
    }
  }

  @Test
  void a_part_that_cannot_be_read_stays_and_keeps_no_other_from_going(RandomGenerator random) {
    String bad = Day.of(Ledger.NOON).toString();
    long left;
    try (Engine engine = Engine.open(disk, FOREVER.withHeadRowsMax(100_000))) {
      fill(engine, random);
      TraceId trace = aTrace(engine, TenantId.DEFAULT);
      engine.pins().pin(TenantId.DEFAULT, trace);
      left = rows(engine, bad);
      for (String day : engine.partitions()) {
        left += day.equals(bad) ? 0 : rows(engine, TenantId.DEFAULT, trace, day);
      }
    }
    Directory day = disk.subdirectory("parts").subdirectory(bad);
    assertThat(day.files()).hasSize(1);
    damage(day, day.files().getFirst());
    try (Engine engine = Engine.open(disk, WEEK)) {
      awaitSpans(engine, left);
    }
  }

  private static long rows(Engine engine, TenantId tenant, TraceId trace, String day) {
    AtomicLong rows = new AtomicLong();
    engine.search(
        new SearchRequest(
            List.of(tenant),
            Day.parse(day).range(),
            Optional.of(List.of(trace)),
            Optional.empty(),
            SearchRequest.Order.ANY,
            0,
            Cancellation.afterMillis(60_000)),
        (block, _) -> rows.addAndGet(block.selection().cardinality()) > 0);
    return rows.get();
  }

  /// Turns a bit of the first chunk over.
  private static void damage(Directory day, String name) {
    byte[] bytes;
    try (FileInput file = day.open(name)) {
      bytes = new byte[(int) file.lengthBytes()];
      file.read(0, bytes, 0, bytes.length);
    }
    bytes[20] ^= 1;
    day.delete(name);
    try (FileOutput file = day.create(name)) {
      file.write(bytes, 0, bytes.length);
    }
  }

  @Test
  void a_damaged_file_of_pins_is_told_and_nothing_is_deleted(RandomGenerator random) {
    try (Engine engine = Engine.open(disk, FOREVER)) {
      fill(engine, random);
      TraceId trace = aTrace(engine, TenantId.DEFAULT);
      engine.pins().pin(TenantId.DEFAULT, trace);
    }
    byte[] good;
    try (FileInput file = disk.open(Pins.NAME)) {
      good = new byte[(int) file.lengthBytes()];
      file.read(0, good, 0, good.length);
    }
    for (int length = 0; length <= good.length; length++) {
      byte[] bytes = good.clone();
      if (length == good.length) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      disk.delete(Pins.NAME);
      try (FileOutput file = disk.create(Pins.NAME)) {
        file.write(bytes, 0, length);
      }
      assertKind(ErrorKind.CORRUPT, () -> Engine.open(disk, WEEK).close());
    }
    assertThat(EngineCrashTest.damages(disk)).hasSize(1);
    disk.delete(Pins.NAME);
    try (Engine engine = Engine.open(disk, WEEK)) {
      awaitSpans(engine, 0);
    }
  }

  @Test
  void pins_are_bounded_in_number_and_spans() {
    AtomicReference<Long> spans = new AtomicReference<>(Limits.PINNED_TRACE_SPANS_MAX + 1);
    Pins pins = Pins.open(disk, (_, _) -> spans.get());
    assertKind(ErrorKind.RESOURCE_EXHAUSTED, () -> pins.pin(TenantId.DEFAULT, new TraceId(1, 1)));
    spans.set(Limits.PINNED_TRACE_SPANS_MAX);
    long most = Limits.PINNED_SPANS_MAX / Limits.PINNED_TRACE_SPANS_MAX;
    for (long trace = 0; trace < most; trace++) {
      pins.pin(TenantId.DEFAULT, new TraceId(1, trace));
    }
    assertKind(ErrorKind.RESOURCE_EXHAUSTED, () -> pins.pin(TenantId.DEFAULT, new TraceId(2, 0)));
    pins.pin(TenantId.DEFAULT, new TraceId(1, 0));
    for (long trace = 0; trace < most; trace++) {
      pins.unpin(TenantId.DEFAULT, new TraceId(1, trace));
    }
    spans.set(1L);
    for (long trace = 0; trace < Limits.PINS_PER_TENANT_MAX; trace++) {
      pins.pin(TenantId.DEFAULT, new TraceId(1, trace));
    }
    assertKind(ErrorKind.RESOURCE_EXHAUSTED, () -> pins.pin(TenantId.DEFAULT, new TraceId(2, 0)));
    pins.pin(Ledger.OTHER, new TraceId(2, 0));
    assertThat(Pins.read(disk)).hasSize(Limits.PINS_PER_TENANT_MAX + 1);
  }
}
