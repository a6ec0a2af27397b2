package dev.vestige.logsql.parse;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.Bucket;
import dev.vestige.logsql.pipe.BucketUnit;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.value.Durations;
import dev.vestige.logsql.value.Numbers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A field to group by, with its bucket: `field`, `_time:1d offset 2h`, `ip:/24`.
final class ByFieldParser {
  private static final int ADDRESS_BITS = 32;

  private final Cursor cursor;

  ByFieldParser(Cursor cursor) {
    this.cursor = cursor;
  }

  ByField parse() {
    Token name = cursor.compound(Stops.WORD, "the name of a field or `)`");
    String field = name.text().isEmpty() ? FieldNames.MESSAGE : name.text();
    if (!cursor.accept(":")) {
      return new ByField(field, null);
    }
    return new ByField(field, bucket(field));
  }

  private Bucket bucket(String field) {
    Token size = cursor.compound(Stops.NAME, "the size of a bucket after `" + field + ":`");
    Bucket bucket = bucket(size);
    if (bucket == null) {
      throw cursor.error(
          size,
          "cannot parse `"
              + size.text()
              + "` as the size of a bucket; a field name with a colon needs quotes");
    }
    if (!cursor.acceptWord("offset")) {
      return bucket;
    }
    Token offset = cursor.compound(Stops.NAME, "the offset of a bucket");
    double shift = number(offset.text());
    if (Double.isNaN(shift)) {
      throw cursor.error(offset, "cannot parse `" + offset.text() + "` as the offset of a bucket");
    }
    String text = bucket.text() + " offset " + offset.text();
    return new Bucket(bucket.unit(), bucket.size(), shift, text);
  }

  private static @Nullable Bucket bucket(Token token) {
    String text = token.text();
    return switch (text) {
      case "nanosecond" -> number(1, text);
      case "microsecond" -> number(1_000, text);
      case "millisecond" -> number(1_000_000, text);
      case "second" -> number(Durations.NANOS_PER_SECOND, text);
      case "minute" -> number(Durations.NANOS_PER_MINUTE, text);
      case "hour" -> number(Durations.NANOS_PER_HOUR, text);
      case "day" -> number(Durations.NANOS_PER_DAY, text);
      case "week" -> new Bucket(BucketUnit.WEEK, 0, 0, text);
      case "month" -> new Bucket(BucketUnit.MONTH, 0, 0, text);
      case "year" -> new Bucket(BucketUnit.YEAR, 0, 0, text);
      default -> text.startsWith("/") ? network(text) : sized(text);
    };
  }

  private static Bucket number(double size, String text) {
    return new Bucket(BucketUnit.NUMBER, size, 0, text);
  }

  private static @Nullable Bucket network(String text) {
    long bits = Counts.parsePlain(text.substring(1));
    return bits < 0 || bits > ADDRESS_BITS
        ? null
        : new Bucket(BucketUnit.IPV4, 1L << (ADDRESS_BITS - bits), 0, text);
  }

  private static @Nullable Bucket sized(String text) {
    double size = number(text);
    return Double.isNaN(size) || size < 0 ? null : number(size, text);
  }

  private static double number(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    double number = Numbers.parse(bytes, 0, bytes.length);
    return Double.isInfinite(number) ? Double.NaN : number;
  }
}
