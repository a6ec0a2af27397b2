package dev.vestige.select.trace;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Keeps the traces whose newest row is the newest, each once. What a worker holds is bounded by
/// the number of traces wanted: a trace that falls out can only come back with a newer row.
public final class NewestTraces implements GatheredSink {
  public static final String NAME = "newest_traces";
  static final String TRACE_ID = "trace_id";

  private static final int TRACE_BYTES = 2 * Long.BYTES;

  private final int wanted;
  private final Set<TraceId> skipped;
  private final List<Best> byWorker = new ArrayList<>();

  /// @param skipped traces that are not wanted
  NewestTraces(int wanted, Set<TraceId> skipped, int workers) {
    this.wanted = wanted;
    this.skipped = skipped;
    for (int i = 0; i < workers; i++) {
      byWorker.add(new Best());
    }
  }

  /// Makes one as another one described itself.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it did not
  public static NewestTraces read(ByteSource in, int workers) {
    int wanted = in.getCount("traces wanted", Limits.TRACES_MAX);
    int count = in.getCount("traces skipped", in.remaining() / TRACE_BYTES);
    Set<TraceId> skipped = new HashSet<>();
    for (int i = 0; i < count; i++) {
      skipped.add(new TraceId(in.getLong(), in.getLong()));
    }
    return new NewestTraces(wanted, skipped, workers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void describe(ByteSink out) {
    out.putVarint(wanted);
    out.putVarint(skipped.size());
    for (TraceId trace : skipped) {
      out.putLong(trace.high());
      out.putLong(trace.low());
    }
  }

  @Override
  public void save(ByteSink out) {
    for (FoundTrace trace : found()) {
      out.putLong(trace.id().high());
      out.putLong(trace.id().low());
      out.putLong(trace.newestNanos());
    }
  }

  @Override
  public void merge(ByteSource in) {
    while (in.remaining() > 0) {
      TraceId id = new TraceId(in.getLong(), in.getLong());
      byWorker.getFirst().offer(new FoundTrace(id, in.getLong()));
    }
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Best best = byWorker.get(worker);
    Bitmap rows = block.selection();
    if (block.column(FieldNames.TIME) instanceof ColumnVector.Longs times
        && block.column(TRACE_ID) instanceof ColumnVector.Ids ids) {
      long[] ends = times.values();
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        if (ends[row] >= best.oldestNeeded && !ids.isEmpty(row)) {
          best.offer(new FoundTrace(new TraceId(ids.high()[row], ids.low()[row]), ends[row]));
        }
      }
    } else {
      acceptTexts(block, rows, best);
    }
    return true;
  }

  /// Columns that the request replaced are texts.
  private static void acceptTexts(BlockView block, Bitmap rows, Best best) {
    ColumnVector times = block.column(FieldNames.TIME);
    ColumnVector ids = block.column(TRACE_ID);
    ByteSink text = new ByteSink();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      text.clear();
      times.appendText(row, text);
      long end = Timestamps.parse(text.array(), 0, text.position());
      text.clear();
      ids.appendText(row, text);
      if (end != Timestamps.NONE && end >= best.oldestNeeded) {
        TraceId.parse(text.slice().toString()).ifPresent(id -> best.offer(new FoundTrace(id, end)));
      }
    }
  }

  @Override
  public void finish() {}

  /// What was found, in order.
  List<FoundTrace> found() {
    Best all = byWorker.getFirst();
    byWorker.subList(1, byWorker.size()).forEach(best -> best.ordered.forEach(all::offer));
    return List.copyOf(all.ordered);
  }

  /// The best of one worker.
  private final class Best {
    final TreeSet<FoundTrace> ordered = new TreeSet<>();
    private final Map<TraceId, FoundTrace> byId = new HashMap<>();

    /// Older rows change nothing any more.
    long oldestNeeded = wanted == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;

    void offer(FoundTrace trace) {
      FoundTrace known = byId.get(trace.id());
      if (skipped.contains(trace.id())
          || wanted == 0
          || (known != null && known.newestNanos() >= trace.newestNanos())) {
        return;
      }
      if (known != null) {
        ordered.remove(known);
      }
      ordered.add(trace);
      byId.put(trace.id(), trace);
      if (ordered.size() > wanted) {
        byId.remove(ordered.pollLast().id());
      }
      if (ordered.size() == wanted) {
        oldestNeeded = ordered.last().newestNanos();
      }
    }
  }
}
