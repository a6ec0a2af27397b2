package dev.vestige.logsql.exec.stats;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.SelectedView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.TimeText;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Random rows in several blocks, in each of which a column takes one of the forms that show its
/// texts; some rows are not selected.
final class RandomBlocks {
  /// Words, whole numbers, decimals, times, ids, and a field that is mostly missing.
  static final List<String> FIELDS = List.of("word", "int", "dec", "time", "id", "rare", "key");

  private final RandomGenerator random;
  private final List<Map<String, String>> rows = new ArrayList<>();
  private final List<BlockView> blocks = new ArrayList<>();
  private int keys;

  RandomBlocks(RandomGenerator random) {
    this.random = random;
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      blocks.add(block(1 + random.nextInt(200)));
    }
  }

  /// The selected rows, with empty texts where a field is missing.
  List<Map<String, String>> rows() {
    return rows;
  }

  List<BlockView> blocks() {
    return blocks;
  }

  private BlockView block(int size) {
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    Bitmap selected = Bitmap.full(size);
    if (random.nextInt(3) == 0) {
      for (int row = 0; row < size; row++) {
        if (random.nextInt(4) == 0) {
          selected.clear(row);
        }
      }
    }
    List<Map<String, String>> all = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      all.add(new LinkedHashMap<>());
    }
    for (String field : FIELDS) {
      List<String> texts = new ArrayList<>();
      int emptyOneIn = random.nextInt(3) == 0 ? 3 : 1000;
      for (int row = 0; row < size; row++) {
        texts.add(random.nextInt(emptyOneIn) == 0 ? "" : text(field));
        all.get(row).put(field, texts.getLast());
      }
      columns.put(field, form(field, texts));
    }
    for (int row = 0; row < size; row++) {
      if (selected.get(row)) {
        rows.add(all.get(row));
      }
    }
    return new SelectedView(new ColumnsView(size, columns), selected);
  }

  private String text(String field) {
    return switch (field) {
      case "word" -> List.of("a", "b", "c d", "é\"", "<x>", "zz").get(random.nextInt(6));
      case "int" -> Integer.toString(random.nextInt(-20, 20) * (random.nextInt(9) == 0 ? 999 : 1));
      case "dec" -> shown(random.nextInt(-40, 40) / 4.0);
      case "time" -> time(Stages.NOW + random.nextInt(1000) * 60_000_000_000L);
      case "id" -> "f%031x".formatted(random.nextInt(40));
      case "key" -> Integer.toString(++keys);
      default -> random.nextInt(5) == 0 ? "r" + random.nextInt(3) : "";
    };
  }

  private static String shown(double value) {
    ByteSink text = new ByteSink();
    ValueText.appendDouble(value, text);
    return text.slice().toString();
  }

  private static String time(long nanos) {
    ByteSink text = new ByteSink();
    TimeText.append(nanos, text);
    return text.slice().toString();
  }

  private ColumnVector form(String field, List<String> texts) {
    if (texts.stream().distinct().count() == 1 && random.nextBoolean()) {
      return new ColumnVector.Constant(texts.size(), ByteSlice.utf8(texts.getFirst()));
    }
    return switch (random.nextInt(3)) {
      case 0 -> texts(texts);
      case 1 -> coded(texts);
      default -> typed(field, texts);
    };
  }

  private static ColumnVector.Texts texts(List<String> texts) {
    TextsBuilder builder = new TextsBuilder(texts.size());
    for (String text : texts) {
      builder.text().putBytes(text.getBytes(StandardCharsets.UTF_8));
      builder.endRow();
    }
    return (ColumnVector.Texts) builder.build();
  }

  private static ColumnVector coded(List<String> texts) {
    Set<String> distinct = new LinkedHashSet<>(texts);
    // The second half stands for entries with the same text.
    List<String> entries = new ArrayList<>(distinct);
    entries.addAll(distinct);
    ColumnVector.Texts bytes = texts(entries);
    int[] codes = new int[texts.size()];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = entries.indexOf(texts.get(row)) + (row % 2 == 0 ? 0 : distinct.size());
    }
    return new ColumnVector.Coded(
        new Dictionary(bytes.bytes(), bytes.offsets()), codes, texts.size());
  }

  private static ColumnVector ids(long[] lows, Bitmap present) {
    long[] highs = new long[lows.length];
    for (int row = 0; row < lows.length; row++) {
      highs[row] = present.get(row) ? 0xF000_0000_0000_0000L : 0;
    }
    return new ColumnVector.Ids(highs, lows, lows.length, IdFormat.HEX_16);
  }

  private static ColumnVector typed(String field, List<String> texts) {
    int size = texts.size();
    long[] longs = new long[size];
    double[] doubles = new double[size];
    Bitmap present = new Bitmap(size);
    for (int row = 0; row < size; row++) {
      String text = texts.get(row);
      longs[row] = 77;
      if (!text.isEmpty()) {
        present.set(row);
        switch (field) {
          case "int", "key" -> longs[row] = Long.parseLong(text);
          case "dec" -> doubles[row] = Double.parseDouble(text);
          case "time" -> longs[row] = Timestamps.parse(text);
          case "id" -> longs[row] = Long.parseLong(text.substring(16), 16);
          default -> {}
        }
      } else if (field.equals("id")) {
        longs[row] = 0;
      }
    }
    return switch (field) {
      case "int", "key" -> new ColumnVector.Longs(longs, present, size, NumberFormat.DECIMAL);
      case "time" -> new ColumnVector.Longs(longs, present, size, NumberFormat.TIME);
      case "dec" -> new ColumnVector.Doubles(doubles, present, size);
      case "id" -> ids(longs, present);
      default -> texts(texts);
    };
  }
}
