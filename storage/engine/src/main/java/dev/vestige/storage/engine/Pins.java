package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.Limits;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongBiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pinned traces of a store, in a file that is written whole with each change. Safe for use by
/// many threads.
final class Pins implements TracePins {
  static final String NAME = "pins";

  /// A trace goes on for a while after somebody looked at it; one that never ends must not keep
  /// spans for ever.
  private static final int DAYS_AFTER = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Pins.class);
  private static final long MAGIC = 0x534E_4950_5453_5631L;
  private static final int VERSION = 1;
  private static final long FILE_BYTES_MAX = 1 << 20;

  private final Directory directory;
  private final ToLongBiFunction<TenantId, TraceId> spans;

  /// Held while pins change, and by those who delete spans that are not pinned.
  private final ReentrantLock lock = new ReentrantLock();

  /// In the order of pinning; replaced with the lock held.
  private volatile List<Pin> known;

  private final AtomicLong unpinned = new AtomicLong();

  private Pins(Directory directory, ToLongBiFunction<TenantId, TraceId> spans, List<Pin> known) {
    this.directory = directory;
    this.spans = spans;
    this.known = known;
  }

  /// Reads the pins of a store.
  ///
  /// @param spans counts those of a trace that are in the store
  /// @throws VestigeException CORRUPT when the file is damaged: without it nobody knows what must
  ///   not be deleted
  static Pins open(Directory directory, ToLongBiFunction<TenantId, TraceId> spans) {
    try {
      return new Pins(directory, spans, read(directory));
    } catch (VestigeException e) {
      throw e.kind() == ErrorKind.CORRUPT
          ? new VestigeException(
              ErrorKind.CORRUPT,
              e.getMessage()
                  + "; restore the file from a snapshot, or delete it to do without pinned traces",
              e)
          : e;
    }
  }

  /// The pins of a store, none when it has no file of them.
  static List<Pin> read(Directory directory) {
    if (!directory.exists(NAME)) {
      return List.of();
    }
    ByteSource source = SmallFile.read(directory, NAME, FILE_BYTES_MAX);
    if (source.getLong() != MAGIC) {
      throw source.corrupt("it does not begin as a file of pins");
    }
    int version = source.getInt();
    if (version != VERSION) {
      throw source.corrupt("version " + version + ", expected " + VERSION);
    }
    int count = source.getCount("pins", Limits.PINS_MAX);
    List<Pin> pins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TenantId tenant = new TenantId(source.getInt(), source.getInt());
      TraceId trace = new TraceId(source.getLong(), source.getLong());
      pins.add(new Pin(tenant, trace, source.getLong(), source.getLong()));
    }
    source.requireEnd();
    return List.copyOf(pins);
  }

  /// Writes the pins to a directory, if there are any.
  void writeTo(Directory target) {
    if (!known.isEmpty()) {
      write(target, known);
    }
  }

  private static void write(Directory target, List<Pin> pins) {
    ByteSink out = new ByteSink(64);
    out.putLong(MAGIC);
    out.putInt(VERSION);
    out.putVarint(pins.size());
    for (Pin pin : pins) {
      out.putInt(pin.tenant().account());
      out.putInt(pin.tenant().project());
      out.putLong(pin.trace().high());
      out.putLong(pin.trace().low());
      out.putLong(pin.spans());
      out.putLong(pin.pinnedMillis());
    }
    SmallFile.write(target, NAME, out);
  }

  @Override
  public Pin pin(TenantId tenant, TraceId trace) {
    lock.lock();
    try {
      long count = spans.applyAsLong(tenant, trace);
      if (count == 0) {
        throw new VestigeException(ErrorKind.NOT_FOUND, "there is no span of trace " + trace);
      }
      List<Pin> others = without(tenant, trace);
      requireRoom(others, tenant, count);
      Pin pin = new Pin(tenant, trace, count, System.currentTimeMillis());
      others.add(pin);
      change(others);
      LOG.info("pinned trace {} of tenant {} with {} spans", trace, tenant, count);
      return pin;
    } finally {
      lock.unlock();
    }
  }

  private static void requireRoom(List<Pin> others, TenantId tenant, long count) {
    if (count > Limits.PINNED_TRACE_SPANS_MAX) {
      throw exhausted(
          "the trace has more than " + Limits.PINNED_TRACE_SPANS_MAX + " spans, too many to pin");
    }
    if (others.stream().filter(pin -> pin.tenant().equals(tenant)).count()
        >= Limits.PINS_PER_TENANT_MAX) {
      throw exhausted(
          Limits.PINS_PER_TENANT_MAX + " traces of the tenant are pinned; unpin some first");
    }
    if (others.size() >= Limits.PINS_MAX) {
      throw exhausted(Limits.PINS_MAX + " traces are pinned; unpin some first");
    }
    long all = others.stream().mapToLong(Pin::spans).sum() + count;
    if (all > Limits.PINNED_SPANS_MAX) {
      throw exhausted(
          "the pinned traces would have %d spans, more than %d; unpin some first"
              .formatted(all, Limits.PINNED_SPANS_MAX));
    }
  }

  private static VestigeException exhausted(String message) {
    return new VestigeException(ErrorKind.RESOURCE_EXHAUSTED, message);
  }

  @Override
  public void unpin(TenantId tenant, TraceId trace) {
    lock.lock();
    try {
      List<Pin> others = without(tenant, trace);
      if (others.size() == known.size()) {
        throw new VestigeException(ErrorKind.NOT_FOUND, "trace " + trace + " is not pinned");
      }
      change(others);
      unpinned.incrementAndGet();
      LOG.info("unpinned trace {} of tenant {}", trace, tenant);
    } finally {
      lock.unlock();
    }
  }

  private List<Pin> without(TenantId tenant, TraceId trace) {
    List<Pin> others = new ArrayList<>(known);
    others.removeIf(pin -> pin.tenant().equals(tenant) && pin.trace().equals(trace));
    return others;
  }

  private void change(List<Pin> pins) {
    write(directory, pins);
    known = List.copyOf(pins);
  }

  @Override
  public List<Pin> pins(TenantId tenant) {
    return known.reversed().stream().filter(pin -> pin.tenant().equals(tenant)).toList();
  }

  /// How many traces are pinned.
  int count() {
    return known.size();
  }

  /// How many spans they had.
  long spanCount() {
    return known.stream().mapToLong(Pin::spans).sum();
  }

  /// How often a trace was unpinned: until it changes, what was kept once is to be kept.
  long unpinned() {
    return unpinned.get();
  }

  /// Runs something during which no trace is pinned or unpinned.
  void whileSame(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /// The traces whose spans of a day stay, sorted, by tenant.
  Map<TenantId, List<TraceId>> on(Day day) {
    Map<TenantId, List<TraceId>> traces = new TreeMap<>();
    for (Pin pin : known) {
      if (day.compareTo(lastDay(pin)) <= 0) {
        traces.computeIfAbsent(pin.tenant(), _ -> new ArrayList<>()).add(pin.trace());
      }
    }
    traces.values().forEach(list -> list.sort(Comparator.naturalOrder()));
    return traces;
  }

  private static Day lastDay(Pin pin) {
    Day pinned = Day.of(TimeUnit.MILLISECONDS.toNanos(pin.pinnedMillis()));
    return new Day(pinned.epochDay() + DAYS_AFTER);
  }
}
