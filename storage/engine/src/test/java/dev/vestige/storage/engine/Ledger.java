package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.Storage;
import dev.vestige.storage.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// What a client knows of the spans it sent, over all crashes and restarts: each has a number,
/// which is its span id.
final class Ledger {
  static final long DAY_NANOS = 86_400_000_000_000L;

  /// Noon of a day long past.
  static final long NOON = 20_000 * DAY_NANOS + DAY_NANOS / 2;

  static final int DAYS = 3;
  static final TenantId OTHER = new TenantId(7, 8);

  /// What is certain about a span.
  enum Fate {
    /// Acknowledged: it is there once.
    STORED,
    /// Not answered, or a deletion of it was not: it is there once or not at all.
    OPEN,
    /// Known to be gone.
    GONE
  }

  private final RandomGenerator random;
  private final Map<Long, Fate> fates = new TreeMap<>();
  private long next = 1;

  Ledger(RandomGenerator random) {
    this.random = random;
  }

  /// Appends a batch of a few spans of one of two tenants; false when it was refused.
  boolean append(Storage storage, int spansMax) {
    int spans = 1 + random.nextInt(spansMax);
    SpanBatch batch = batch(spans);
    for (long span = next; span < next + spans; span++) {
      fates.put(span, Fate.OPEN);
    }
    boolean stored = storage.append(batch).handle((_, error) -> error == null).join();
    for (long span = next; span < next + spans; span++) {
      fates.put(span, stored ? Fate.STORED : Fate.OPEN);
    }
    next += spans;
    return stored;
  }

  private SpanBatch batch(int spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(random.nextBoolean() ? TenantId.DEFAULT : OTHER);
    builder.beginResource();
    attribute(builder, "service.name", "service " + random.nextInt(3));
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    for (long span = next; span < next + spans; span++) {
      long end = NOON + random.nextInt(DAYS) * DAY_NANOS + random.nextInt(1_000_000_000);
      builder.beginSpan();
      builder.traceId(1, 1 + random.nextInt(20));
      builder.spanId(span);
      builder.times(end - random.nextInt(1_000_000), end);
      byte[] name = ("operation " + random.nextInt(4)).getBytes(StandardCharsets.UTF_8);
      builder.name(builder.text(name, 0, name.length));
      attribute(builder, "digit", Long.toString(span % 10));
      builder.endSpan();
    }
    return builder.build();
  }

  private static void attribute(SpanBatchBuilder builder, String key, String value) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    builder.attributeText(name, 0, name.length, ValueType.STRING, text, 0, text.length);
  }

  /// Deletes the spans whose number ends with a digit.
  void delete(Storage storage) {
    int digit = random.nextInt(10);
    List<Long> doomed =
        fates.keySet().stream()
            .filter(span -> span % 10 == digit && fates.get(span) == Fate.STORED)
            .toList();
    doomed.forEach(span -> fates.put(span, Fate.OPEN));
    storage.delete(everything(storage), block -> rowsOfDigit(block, digit));
    doomed.forEach(span -> fates.put(span, Fate.GONE));
  }

  /// The rows whose attribute `digit` has this value.
  private static Bitmap rowsOfDigit(Block block, int digit) {
    ColumnVector column = block.column("span_attr:digit");
    Bitmap rows = block.selection();
    ByteSink text = new ByteSink();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      column.appendText(row, text);
      if (!text.slice().toString().equals(Integer.toString(digit))) {
        rows.clear(row);
      }
    }
    return rows;
  }

  /// Compares with what a store has, and takes what was open as it is from now on.
  void check(Storage storage) {
    Map<Long, Integer> found = spans(storage);
    assertThat(found.values()).as("times a span is there").allMatch(count -> count == 1);
    List<Long> lost = new ArrayList<>();
    List<Long> back = new ArrayList<>();
    fates.forEach((span, fate) -> {
      switch (fate) {
        case STORED -> addIf(!found.containsKey(span), span, lost);
        case GONE -> addIf(found.containsKey(span), span, back);
        case OPEN -> {}
      }
    });
    assertThat(lost).as("acknowledged spans that are lost").isEmpty();
    assertThat(back).as("deleted spans that are back").isEmpty();
    assertThat(fates.keySet()).containsAll(found.keySet());
    fates.replaceAll((span, _) -> found.containsKey(span) ? Fate.STORED : Fate.GONE);
  }

  private static void addIf(boolean condition, long span, List<Long> spans) {
    if (condition) {
      spans.add(span);
    }
  }

  /// How often each span is there.
  static Map<Long, Integer> spans(Storage storage) {
    Map<Long, Integer> found = new ConcurrentHashMap<>();
    storage.search(
        everything(storage),
        (block, _) -> {
          ColumnVector ids = block.column("span_id");
          Bitmap rows = block.selection();
          for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
            ByteSink text = new ByteSink();
            ids.appendText(row, text);
            found.merge(Long.parseLong(text.slice().toString(), 16), 1, Integer::sum);
          }
          return true;
        });
    return found;
  }

  private static SearchRequest everything(Storage storage) {
    return new SearchRequest(
        storage.tenants(TimeRange.ALL),
        TimeRange.ALL,
        Optional.empty(),
        Optional.empty(),
        SearchRequest.Order.ANY,
        0,
        Cancellation.afterMillis(60_000));
  }
}
