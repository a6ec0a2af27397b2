package dev.vestige.logsql.exec.filter;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.Streams;
import dev.vestige.storage.ValueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Random rows whose fields each hold values of one kind, with many repetitions and gaps.
final class RandomRows {
  /// The fields of the rows, besides those of time and stream.
  static final List<String> FIELDS = List.of("x", "a", "b", "name", Streams.SERVICE_FIELD);

  private static final long NOON = Timestamps.parse("2025-06-15T12:00:00Z");
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final List<String> PARTS =
      List.of(
          "error", "Error", "errors", "err", "foo", "bar", "5", "10", "ναί", "ΝΑΊ", "日本", "é",
          "e\u0301", "İ", "ß", "_", " ", " ", " ", "-", ".", "(", ")", "\n", "\"", "\\", ",", "😀");
  private static final List<String> NUMBERS =
      List.of(
          "5",
          "05",
          "-5",
          "5.0",
          "5.",
          ".5",
          "+5",
          "-",
          "1e3",
          "1E3",
          "0x1F",
          "1_000",
          "1.5s",
          "1500ms",
          "10KB",
          "10KiB",
          "1d",
          "250us",
          "10.0.0.1",
          "2025-06-15T10:20:30Z",
          "2025-06-15 10:20:30",
          "inf",
          "-Inf",
          "nan",
          "abc",
          " 5",
          "50%",
          "18446744073709551615",
          "9007199254740993",
          "true",
          "1.2.3",
          "010.0.0.1");

  private final RandomGenerator random;
  private final List<Map<String, String>> rows = new ArrayList<>();

  RandomRows(RandomGenerator random) {
    this.random = random;
    int size = 1 + random.nextInt(150);
    for (int row = 0; row < size; row++) {
      rows.add(new HashMap<>());
    }
    for (String field : FIELDS) {
      fill(field, kind());
    }
    fill("_time", random.nextInt(4) == 0 ? kind() : this::time);
    rows.forEach(RandomRows::addStream);
  }

  List<Map<String, String>> rows() {
    return rows;
  }

  /// The values of a field, row by row.
  List<String> column(String field) {
    return rows.stream().map(row -> row.getOrDefault(field, "")).toList();
  }

  /// Values of the rows, cuts of them and a few others: what to search for.
  List<String> searches() {
    List<String> searches = new ArrayList<>(List.of("", "error", "-5", "5", "nothing like it"));
    for (int i = 0; i < 20; i++) {
      Map<String, String> row = rows.get(random.nextInt(rows.size()));
      String value = row.getOrDefault(FIELDS.get(random.nextInt(FIELDS.size())), "");
      searches.add(value);
      searches.add(cut(value));
    }
    return searches;
  }

  /// Some code points in a row of a text.
  String cut(String text) {
    int length = text.codePointCount(0, text.length());
    int from = random.nextInt(length + 1);
    int to = from + random.nextInt(length - from + 1);
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }

  private void fill(String field, Supplier<String> kind) {
    List<String> pool = new ArrayList<>();
    int distinct = 1 + random.nextInt(12);
    for (int i = 0; i < distinct; i++) {
      pool.add(random.nextInt(6) == 0 ? "" : kind.get());
    }
    rows.forEach(row -> row.put(field, pool.get(random.nextInt(pool.size()))));
  }

  private Supplier<String> kind() {
    return switch (random.nextInt(11)) {
      case 0 -> () -> Long.toString(random.nextLong(-12, 12));
      case 1 -> () -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 2 -> () -> Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
      case 3 -> this::time;
      case 4 -> this::address;
      case 5 -> () -> Long.toHexString(random.nextLong() >>> random.nextInt(64));
      case 6 -> this::floating;
      case 7 -> () -> "%016x".formatted(id());
      case 8 -> () -> "%016x%016x".formatted(id(), id());
      case 9 -> this::words;
      default -> () -> NUMBERS.get(random.nextInt(NUMBERS.size()));
    };
  }

  private long id() {
    return random.nextInt(3) == 0 ? 1 + random.nextLong(12) : random.nextLong();
  }

  private String time() {
    long unit = List.of(1L, 1_000_000L, 1_000_000_000L, 3_600_000_000_000L).get(random.nextInt(4));
    long nanos = NOON + random.nextLong(-3 * DAY_NANOS, 3 * DAY_NANOS);
    return Timestamps.format(nanos - Math.floorMod(nanos, unit));
  }

  private String address() {
    return "10." + random.nextInt(2) + "." + random.nextInt(2) + "." + random.nextInt(256);
  }

  private String floating() {
    double value =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt(-5, 5);
          case 1 -> random.nextInt(-50, 50) / 10.0;
          case 2 -> random.nextInt(-5, 5) * 1e21;
          case 3 -> random.nextDouble() * 1e-7;
          case 4 -> Double.longBitsToDouble(random.nextLong());
          default -> List.of(-0.0, Double.NaN, 1 / 0.0, -1 / 0.0).get(random.nextInt(4));
        };
    ByteSink text = new ByteSink();
    ValueText.appendDouble(value, text);
    return text.slice().toString();
  }

  private String words() {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(8); parts >= 0; parts--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  private static void addStream(Map<String, String> row) {
    SortedMap<String, ByteSlice> labels = new TreeMap<>();
    labels.put(Streams.NAME_FIELD, ByteSlice.utf8(row.getOrDefault("name", "")));
    labels.put(Streams.SERVICE_FIELD, ByteSlice.utf8(row.getOrDefault(Streams.SERVICE_FIELD, "")));
    labels.put("a", ByteSlice.utf8(row.getOrDefault("a", "")));
    ByteSink text = new ByteSink();
    Streams.appendText(labels, text);
    row.put("_stream", text.slice().toString());
    ByteSink id = new ByteSink();
    Streams.appendId(TenantId.DEFAULT, labels, id);
    row.put("_stream_id", id.slice().toString());
  }
}
