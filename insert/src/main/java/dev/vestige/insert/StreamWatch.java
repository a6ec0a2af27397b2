package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Hashing;
import dev.vestige.storage.BatchBlock;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.Streams;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices streams that none of the spans since the start belonged to, counts them, and writes them
/// to the log while it is asked to. Spans of a batch mostly share a few streams, so that each is
/// looked at once per batch. Thread-safe.
public final class StreamWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 2;

  private final Set<Long> known = ConcurrentHashMap.newKeySet();
  private final AtomicLong created = new AtomicLong();
  private final AtomicLong logUntilNanoTime = new AtomicLong(System.nanoTime());

  /// Looks at the spans of a batch that is about to be stored.
  public void see(SpanBatch batch) {
    Optional<Block> block = BatchBlock.open(batch, TimeRange.ALL, Optional.empty());
    if (block.isPresent()) {
      see(batch, block.get());
    }
  }

  private void see(SpanBatch batch, Block block) {
    TreeSet<String> labels = new TreeSet<>(batch.streamFields());
    labels.addAll(List.of(Streams.NAME_FIELD, Streams.SERVICE_FIELD));
    List<String> names = List.copyOf(labels);
    List<ColumnVector> columns = names.stream().map(block::column).toList();
    Bitmap rows = labels.size() == 2 ? distinct(columns, batch.size()) : Bitmap.full(batch.size());
    ByteSink text = new ByteSink();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      text.putInt(batch.tenant().account());
      text.putInt(batch.tenant().project());
      for (int label = 0; label < names.size(); label++) {
        if (!columns.get(label).isEmpty(row)) {
          text.putByte(label);
          columns.get(label).appendText(row, text);
          text.putByte(0);
        }
      }
      remember(Hashing.xxh3(text.array(), 0, text.position()), batch, names, columns, row);
    }
  }

  /// A row for each pair of values.
  private static Bitmap distinct(List<ColumnVector> pair, int rows) {
    if (!(pair.getFirst() instanceof ColumnVector.Coded one)
        || !(pair.getLast() instanceof ColumnVector.Coded two)
        || (long) one.dictionary().size() * two.dictionary().size() > Limits.STREAM_PAIRS_MAX) {
      return distinctTexts(pair, rows);
    }
    Bitmap chosen = new Bitmap(rows);
    int width = two.dictionary().size();
    Bitmap seen = new Bitmap(one.dictionary().size() * width);
    for (int row = 0; row < rows; row++) {
      int cell = one.codes()[row] * width + two.codes()[row];
      if (!seen.get(cell)) {
        seen.set(cell);
        chosen.set(row);
      }
    }
    return chosen;
  }

  /// The first row alone where no column varies, else every row.
  private static Bitmap distinctTexts(List<ColumnVector> pair, int rows) {
    if (pair.stream().allMatch(column -> column instanceof ColumnVector.Constant)) {
      Bitmap first = new Bitmap(rows);
      first.set(0);
      return first;
    }
    return Bitmap.full(rows);
  }

  private void remember(
      long hash, SpanBatch batch, List<String> names, List<ColumnVector> columns, int row) {
    if (known.contains(hash)) {
      return;
    }
    if (known.size() >= Limits.STREAMS_KNOWN_MAX) {
      // Some are counted again then; a store with so many has other worries.
      known.clear();
    }
    if (known.add(hash)) {
      created.incrementAndGet();
      if (logUntilNanoTime.get() - System.nanoTime() > 0) {
        LOG.info("new stream of tenant {}: {}", batch.tenant(), text(names, columns, row));
      }
    }
  }

  private static String text(List<String> names, List<ColumnVector> columns, int row) {
    var labels = new TreeMap<String, ByteSlice>();
    for (int label = 0; label < names.size(); label++) {
      ByteSink value = new ByteSink();
      columns.get(label).appendText(row, value);
      labels.put(names.get(label), value.slice());
    }
    ByteSink text = new ByteSink();
    Streams.appendText(labels, text);
    return text.slice().toString();
  }

  /// New streams since the start.
  public long created() {
    return created.get();
  }

  /// Writes new streams to the log from now on.
  public void log() {
    logUntilNanoTime.set(System.nanoTime() + FOREVER_NANOS);
  }

  /// Writes new streams to the log for a while, or longer if that was asked for before.
  public void logFor(Duration time) {
    long end = System.nanoTime() + Math.min(time.toNanos(), FOREVER_NANOS);
    logUntilNanoTime.accumulateAndGet(end, (one, two) -> one - two > 0 ? one : two);
  }
}
