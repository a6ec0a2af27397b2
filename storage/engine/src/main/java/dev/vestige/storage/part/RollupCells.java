package dev.vestige.storage.part;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.DurationHistogram;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many spans of a series ended in a minute with a duration of a bucket, for those that are not
/// none. Confined to one thread while it grows.
final class RollupCells implements RollupTarget {
  private static final int BUCKET_BITS = 12;
  private static final int MINUTE_BITS = 22;
  private static final int TEXT_BYTES_MAX = 1 << 24;

  /// Series take some hundred bytes each while they grow, and several in the file: where every other
  /// cell had one of its own, the rollup would be larger than it may be.
  private static final int CELLS_PER_SERIES = 2;

  private final int cellsMax;
  private final List<Series> series = new ArrayList<>();
  private final Map<Series, Integer> numbers = new HashMap<>();
  private final LongIndex minutes = new LongIndex();
  private final LongIndex cells = new LongIndex();
  private long[] counts = new long[256];
  private long lastMinute = Long.MIN_VALUE;
  private int lastMinuteNumber = -1;

  /// A tenant's series.
  record Series(int tenant, RollupSums.Key key) {}

  @Override
  public int series(int tenant, RollupSums.Key key) {
    Series wanted = new Series(tenant, key);
    Integer known = numbers.get(wanted);
    if (known == null) {
      known = series.size();
      numbers.put(wanted, known);
      series.add(wanted);
    }
    return known;
  }

  RollupCells(int cellsMax) {
    this.cellsMax = cellsMax;
  }

  /// Whether there were more cells than were to be kept; what there is then does not count all.
  @Override
  public boolean isGivenUp() {
    return cells.size() > cellsMax || series.size() > cellsMax / CELLS_PER_SERIES;
  }

  @Override
  public void add(int seriesNumber, int minute, int bucket) {
    if (minute != lastMinute || lastMinuteNumber < 0) {
      lastMinute = minute;
      lastMinuteNumber = minutes.number(minute);
    }
    int cell =
        cells.number(
            ((long) seriesNumber << MINUTE_BITS | lastMinuteNumber) << BUCKET_BITS | bucket);
    if (cell == counts.length) {
      counts = Arrays.copyOf(counts, cell * 2);
    }
    counts[cell]++;
  }

  int size() {
    return cells.size();
  }

  private long minuteOf(int cell) {
    return minutes.key((int) (cells.key(cell) >>> BUCKET_BITS) & (1 << MINUTE_BITS) - 1);
  }

  private int seriesOf(int cell) {
    return (int) (cells.key(cell) >>> (BUCKET_BITS + MINUTE_BITS));
  }

  /// What the sums ask for of a tenant.
  interface Wanted {
    boolean has(RollupSums.Key key);
  }

  /// Adds the wanted series of the tenant with this number.
  void addTo(RollupSums sums, int tenant, Wanted wanted) {
    List<Optional<RollupSums.Series>> places = new ArrayList<>();
    for (Series each : series) {
      boolean asked = each.tenant == tenant && wanted.has(each.key);
      places.add(asked ? Optional.of(sums.series(each.key)) : Optional.empty());
    }
    for (int cell = 0; cell < cells.size(); cell++) {
      Optional<RollupSums.Series> place = places.get(seriesOf(cell));
      if (place.isPresent() && sums.query().hasMinute(minuteOf(cell))) {
        int bucket = (int) cells.key(cell) & DurationHistogram.BUCKETS - 1;
        place.get().add(minuteOf(cell), bucket, counts[cell]);
      }
    }
  }

  /// Writes the cells in order: texts, series, minutes, distances of cells, counts.
  void write(PlaneCodec planes, ByteSink out) {
    Map<String, Integer> textNumbers = new HashMap<>();
    ByteSink texts = new ByteSink();
    int[][] columns = new int[5][series.size()];
    for (int i = 0; i < series.size(); i++) {
      RollupSums.Key key = series.get(i).key;
      columns[0][i] = series.get(i).tenant;
      columns[1][i] = text(key.first(), textNumbers, texts);
      columns[2][i] = text(key.second(), textNumbers, texts);
      columns[3][i] = key.kind();
      columns[4][i] = key.status();
    }
    out.putVarint(textNumbers.size());
    out.putVarint(texts.position());
    planes.packBytes(texts.array(), 0, texts.position(), out);
    out.putVarint(series.size());
    for (int[] column : columns) {
      planes.packInts(column, 0, column.length, out);
    }
    writeCells(planes, out);
  }

  private static int text(String text, Map<String, Integer> numbers, ByteSink texts) {
    Integer known = numbers.get(text);
    if (known == null) {
      known = numbers.size();
      numbers.put(text, known);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      texts.putSized(bytes, 0, bytes.length);
    }
    return known;
  }

  private void writeCells(PlaneCodec planes, ByteSink out) {
    long[] minuteValues = new long[minutes.size()];
    Arrays.setAll(minuteValues, minutes::key);
    out.putVarint(minuteValues.length);
    planes.packLongs(minuteValues, 0, minuteValues.length, out);
    int[] order = new int[cells.size()];
    Arrays.setAll(order, cell -> cell);
    IntSort.sort(
        order, 0, order.length, (one, two) -> Long.compare(cells.key(one), cells.key(two)));
    long[] distances = new long[order.length];
    long[] ordered = new long[order.length];
    long last = 0;
    for (int i = 0; i < order.length; i++) {
      long key = cells.key(order[i]);
      distances[i] = key - last;
      last = key;
      ordered[i] = counts[order[i]];
    }
    out.putVarint(order.length);
    planes.packLongs(distances, 0, distances.length, out);
    planes.packLongs(ordered, 0, ordered.length, out);
  }

  static RollupCells read(ChunkSource in, PlaneCodec planes, int rows) {
    RollupCells read = new RollupCells(Integer.MAX_VALUE);
    String[] texts = readTexts(in, planes);
    int seriesCount = in.count(rows, "series");
    int[][] columns = new int[5][seriesCount];
    for (int[] column : columns) {
      planes.unpackInts(in, column, seriesCount);
    }
    for (int i = 0; i < seriesCount; i++) {
      if (columns[1][i] < 0
          || columns[1][i] >= texts.length
          || columns[2][i] < 0
          || columns[2][i] >= texts.length) {
        throw in.corrupt("series " + i + " with a text beyond " + texts.length);
      }
      RollupSums.Key key =
          new RollupSums.Key(
              texts[columns[1][i]], texts[columns[2][i]], columns[3][i], columns[4][i]);
      if (read.series(columns[0][i], key) != i) {
        throw in.corrupt("series " + i + " twice");
      }
    }
    read.readCells(in, planes, rows);
    return read;
  }

  private static String[] readTexts(ChunkSource in, PlaneCodec planes) {
    int count = in.count(TEXT_BYTES_MAX, "texts");
    byte[] bytes = new byte[in.unpackedSize("bytes of texts")];
    planes.unpackBytes(in, bytes, 0, bytes.length);
    ChunkSource source = new ChunkSource("texts of a rollup", bytes, 0, bytes.length);
    if (count > bytes.length) {
      throw in.corrupt(count + " texts in " + bytes.length + " bytes");
    }
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      int length = source.count(source.remaining(), "text bytes");
      texts[i] = new String(bytes, source.take(length), length, StandardCharsets.UTF_8);
    }
    return texts;
  }

  private void readCells(ChunkSource in, PlaneCodec planes, int rows) {
    int minuteCount = in.count(Math.min(rows, (1 << MINUTE_BITS) - 1), "minutes");
    long[] minuteValues = new long[minuteCount];
    planes.unpackLongs(in, minuteValues, minuteCount);
    for (long minute : minuteValues) {
      minutes.number(minute);
    }
    int cellCount = in.count(rows, "cells");
    long[] distances = new long[cellCount];
    planes.unpackLongs(in, distances, cellCount);
    counts = new long[cellCount];
    planes.unpackLongs(in, counts, cellCount);
    long key = 0;
    for (int cell = 0; cell < cellCount; cell++) {
      key += distances[cell];
      if (cells.number(key) != cell
          || key >>> (BUCKET_BITS + MINUTE_BITS) >= series.size()
          || ((key >>> BUCKET_BITS) & ((1 << MINUTE_BITS) - 1)) >= minutes.size()) {
        throw in.corrupt("cell " + cell + " of no series or minute");
      }
    }
  }

  /// Whether the series is of a service that is asked for.
  static Wanted operationsOf(RollupQuery query) {
    return key -> query.hasService(key.first());
  }

  static Wanted edgesOf(RollupQuery query) {
    return key -> query.hasService(key.first()) || query.hasService(key.second());
  }
}
