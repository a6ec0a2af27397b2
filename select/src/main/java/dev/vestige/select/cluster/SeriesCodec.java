package dev.vestige.select.cluster;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.DurationHistogram;
import dev.vestige.storage.DurationPoint;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import java.util.List;

/// Counts and durations over time as bytes.
final class SeriesCodec {
  private SeriesCodec() {}

  static void write(RollupSums.Key key, List<DurationPoint> points, ByteSink out) {
    Texts.write(key.first(), out);
    Texts.write(key.second(), out);
    out.putByte(key.kind());
    out.putByte(key.status());
    out.putVarint(points.size());
    for (DurationPoint point : points) {
      out.putLong(point.timeNanos());
      point
          .durations()
          .forEach((bucket, times) -> {
            out.putVarint(bucket + 1L);
            out.putVarint(times);
          });
      out.putVarint(0);
    }
  }

  /// Adds all series of a piece.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is none
  static void addTo(RollupSums sums, ByteSource in) {
    while (in.remaining() > 0) {
      String first = Texts.read(in);
      String second = Texts.read(in);
      RollupSums.Series series =
          sums.series(new RollupSums.Key(first, second, in.getByte(), in.getByte()));
      int points = in.getCount("points", in.remaining());
      for (int point = 0; point < points; point++) {
        long minute = RollupQuery.minute(in.getLong());
        for (long bucket = in.getVarint(); bucket != 0; bucket = in.getVarint()) {
          if (bucket < 0 || bucket > DurationHistogram.BUCKETS) {
            throw in.corrupt("the bucket " + (bucket - 1) + " of a histogram");
          }
          series.add(minute, (int) bucket - 1, in.getVarint());
        }
      }
    }
  }
}
