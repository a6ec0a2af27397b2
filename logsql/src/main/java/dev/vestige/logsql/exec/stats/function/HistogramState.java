package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `histogram`: how many numbers of a field fall into which range.
final class HistogramState implements FunctionState {
  private final String field;
  private final NumberReader reader = new NumberReader();
  private long[] @Nullable [] counts = new long[0][];
  private long countsKept;

  HistogramState(String field) {
    this.field = field;
  }

  @Override
  public void add(BlockView block, Rows rows) {
    grow(rows.groupCount());
    double[] numbers = reader.read(block.column(field), rows);
    int[] rowNumbers = rows.numbers();
    int[] groups = rows.groups();
    for (int i = 0; i < rows.count(); i++) {
      int row = rowNumbers[i];
      if (numbers[row] >= 0) {
        of(groups[row])[HistogramBuckets.of(numbers[row])]++;
      }
    }
  }

  private long[] of(int group) {
    long[] ofGroup = counts[group];
    if (ofGroup == null) {
      ofGroup = new long[HistogramBuckets.COUNT];
      counts[group] = ofGroup;
      countsKept++;
    }
    return ofGroup;
  }

  @Override
  public void grow(int groupCount) {
    int length = Growth.length(counts.length, groupCount);
    if (length > counts.length) {
      counts = Arrays.copyOf(counts, length);
    }
  }

  @Override
  public void merge(FunctionState other, int[] groupOf) {
    HistogramState from = (HistogramState) other;
    for (int group = 0; group < groupOf.length; group++) {
      long[] theirs = from.counts[group];
      if (theirs != null) {
        long[] ours = of(groupOf[group]);
        for (int bucket = 0; bucket < ours.length; bucket++) {
          ours[bucket] += theirs[bucket];
        }
      }
    }
  }

  @Override
  public void append(int group, StatsFunc asked, ByteSink out) {
    Map<String, Long> named = new TreeMap<>();
    long[] ofGroup = counts[group];
    for (int bucket = 0; ofGroup != null && bucket < ofGroup.length; bucket++) {
      if (ofGroup[bucket] > 0) {
        ByteSink name = new ByteSink();
        HistogramBuckets.appendName(bucket, name);
        named.put(name.slice().toString(), ofGroup[bucket]);
      }
    }
    out.putByte('[');
    boolean first = true;
    for (Map.Entry<String, Long> bucket : named.entrySet()) {
      String text = "{\"vmrange\":\"" + bucket.getKey() + "\",\"hits\":" + bucket.getValue() + "}";
      out.putBytes(((first ? "" : ",") + text).getBytes(StandardCharsets.US_ASCII));
      first = false;
    }
    out.putByte(']');
  }

  @Override
  public void save(int group, ByteSink out) {
    long[] ofGroup = counts[group];
    for (int bucket = 0; ofGroup != null && bucket < ofGroup.length; bucket++) {
      if (ofGroup[bucket] > 0) {
        out.putVarint(bucket + 1L);
        out.putVarint(ofGroup[bucket]);
      }
    }
    out.putVarint(0);
  }

  @Override
  public void load(int group, ByteSource in) {
    int bucket = in.getCount("number of a range", HistogramBuckets.COUNT);
    while (bucket > 0) {
      of(group)[bucket - 1] += in.getVarint();
      bucket = in.getCount("number of a range", HistogramBuckets.COUNT);
    }
  }

  @Override
  public long sizeBytes() {
    return 8L * counts.length + 8L * HistogramBuckets.COUNT * countsKept;
  }
}
