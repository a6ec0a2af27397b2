package dev.vestige.select.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.GatheredView;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.storage.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A block of rows as bytes: each column in the form it has, codes with those entries of their
/// dictionary that occur. Confined to one thread, with buffers for the next block.
final class BlockCodec {
  private static final int CONSTANT = 1;
  private static final int CODED = 2;
  private static final int LONGS = 3;
  private static final int DOUBLES = 4;
  private static final int IDS = 5;
  private static final int TEXTS = 6;

  private int[] newCodes = new int[256];
  private int[] oldCodes = new int[256];

  /// Appends the selected rows, with those columns that are wanted.
  void write(BlockView block, QueryPart part, ByteSink out) {
    BlockView rows = selected(block);
    out.putVarint(rows.rows());
    int countAt = out.position();
    out.putInt(0);
    int count = 0;
    for (String field : rows.fields()) {
      if (part.wants(field)) {
        ColumnVector column = rows.column(field);
        if (!(column instanceof ColumnVector.Constant constant && constant.text().isEmpty())) {
          byte[] name = field.getBytes(StandardCharsets.UTF_8);
          out.putSized(name, 0, name.length);
          write(column, out);
          count++;
        }
      }
    }
    out.setInt(countAt, count);
  }

  private static BlockView selected(BlockView block) {
    Bitmap selection = block.selection();
    int count = selection.cardinality();
    if (count == block.rows()) {
      return block;
    }
    int[] places = new int[count];
    int at = 0;
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      places[at++] = row;
    }
    return new GatheredView(block, places, count);
  }

  private void write(ColumnVector column, ByteSink out) {
    switch (column) {
      case ColumnVector.Constant constant -> {
        out.putByte(CONSTANT);
        ByteSlice text = constant.text();
        out.putSized(text.array(), text.offset(), text.length());
      }
      case ColumnVector.Coded coded -> writeCoded(coded, out);
      case ColumnVector.Longs longs -> {
        out.putByte(LONGS);
        out.putByte(longs.format().code());
        writePresent(longs.present(), longs.rows(), out);
        writeLongs(longs.values(), longs.rows(), out);
      }
      case ColumnVector.Doubles doubles -> {
        out.putByte(DOUBLES);
        writePresent(doubles.present(), doubles.rows(), out);
        for (int row = 0; row < doubles.rows(); row++) {
          out.putLong(Double.doubleToRawLongBits(doubles.values()[row]));
        }
      }
      case ColumnVector.Ids ids -> {
        out.putByte(IDS);
        out.putByte(ids.format().code());
        if (ids.format() != IdFormat.HEX_8) {
          writeLongs(ids.high(), ids.rows(), out);
        }
        writeLongs(ids.low(), ids.rows(), out);
      }
      case ColumnVector.Texts texts -> {
        out.putByte(TEXTS);
        int[] offsets = texts.offsets();
        writeTexts(texts.bytes(), offsets, texts.rows(), out);
      }
    }
  }

  private static void writePresent(@Nullable Bitmap present, int rows, ByteSink out) {
    out.putByte(present == null ? 0 : 1);
    if (present != null) {
      for (int word = 0; word < words(rows); word++) {
        out.putLong(present.words()[word]);
      }
    }
  }

  private static int words(int rows) {
    return (rows + Long.SIZE - 1) / Long.SIZE;
  }

  private static void writeLongs(long[] values, int rows, ByteSink out) {
    for (int row = 0; row < rows; row++) {
      out.putLong(values[row]);
    }
  }

  private static void writeTexts(byte[] bytes, int[] offsets, int count, ByteSink out) {
    for (int i = 0; i < count; i++) {
      out.putVarint(offsets[i + 1] - offsets[i]);
    }
    out.putBytes(bytes, offsets[0], offsets[count] - offsets[0]);
  }

  private void writeCoded(ColumnVector.Coded coded, ByteSink out) {
    Dictionary dictionary = coded.dictionary();
    if (newCodes.length < dictionary.size()) {
      newCodes = new int[dictionary.size()];
      oldCodes = new int[dictionary.size()];
    }
    Arrays.fill(newCodes, 0, dictionary.size(), -1);
    int used = 0;
    int[] codes = coded.codes();
    for (int row = 0; row < coded.rows(); row++) {
      if (newCodes[codes[row]] < 0) {
        newCodes[codes[row]] = used;
        oldCodes[used++] = codes[row];
      }
    }
    out.putByte(CODED);
    out.putVarint(used);
    int[] offsets = dictionary.offsets();
    for (int i = 0; i < used; i++) {
      out.putVarint(offsets[oldCodes[i] + 1] - offsets[oldCodes[i]]);
    }
    for (int i = 0; i < used; i++) {
      dictionary.appendText(oldCodes[i], out);
    }
    int width = width(used);
    for (int row = 0; row < coded.rows(); row++) {
      switch (width) {
        case 1 -> out.putByte(newCodes[codes[row]]);
        case 2 -> out.putShort(newCodes[codes[row]]);
        default -> out.putInt(newCodes[codes[row]]);
      }
    }
  }

  /// Bytes of a code.
  private static int width(int entries) {
    return entries <= 1 << 8 ? 1 : entries <= 1 << 16 ? 2 : 4;
  }

  /// Reads a block that fills the rest of the source.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is none
  static BlockView read(ByteSource source) {
    int rows = source.getCount("rows", Limits.BLOCK_ROWS_MAX);
    int count = source.getInt();
    if (count < 0 || count > Limits.COLUMNS_MAX) {
      throw source.corrupt(count + " columns");
    }
    Map<String, ColumnVector> columns = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int length = source.getCount("length of a name", source.remaining());
      String name = new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
      columns.put(name, readColumn(source, rows));
    }
    source.requireEnd();
    return new ColumnsView(rows, columns);
  }

  private static ColumnVector readColumn(ByteSource source, int rows) {
    int kind = source.getByte();
    return switch (kind) {
      case CONSTANT -> {
        int length = source.getCount("length of a text", source.remaining());
        yield new ColumnVector.Constant(
            rows, new ByteSlice(source.array(), source.take(length), length));
      }
      case CODED -> readCoded(source, rows);
      case LONGS -> {
        NumberFormat format = numberFormat(source);
        Bitmap present = readPresent(source, rows);
        yield new ColumnVector.Longs(readLongs(source, rows), present, rows, format);
      }
      case DOUBLES -> {
        Bitmap present = readPresent(source, rows);
        require(source, rows, Long.BYTES);
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = Double.longBitsToDouble(source.getLong());
        }
        yield new ColumnVector.Doubles(values, present, rows);
      }
      case IDS -> {
        IdFormat format = idFormat(source);
        long[] first = readLongs(source, rows);
        long[] low = format == IdFormat.HEX_8 ? first : readLongs(source, rows);
        yield new ColumnVector.Ids(first, low, rows, format);
      }
      case TEXTS -> {
        Dictionary texts = readTexts(source, rows);
        yield new ColumnVector.Texts(texts.bytes(), texts.offsets(), rows);
      }
      default -> throw source.corrupt("a column of kind " + kind);
    };
  }

  private static NumberFormat numberFormat(ByteSource source) {
    int code = source.getByte();
    return NumberFormat.of(code).orElseThrow(() -> source.corrupt("number format " + code));
  }

  private static IdFormat idFormat(ByteSource source) {
    int code = source.getByte();
    return IdFormat.of(code).orElseThrow(() -> source.corrupt("id format " + code));
  }

  /// Before memory is taken for them.
  private static void require(ByteSource source, int count, int bytesMin) {
    if (count > source.remaining() / bytesMin) {
      throw source.corrupt(count + " values in " + source.remaining() + " bytes");
    }
  }

  private static @Nullable Bitmap readPresent(ByteSource source, int rows) {
    if (source.getByte() == 0) {
      return null;
    }
    require(source, words(rows), Long.BYTES);
    Bitmap present = new Bitmap(rows);
    for (int word = 0; word < words(rows); word++) {
      present.setWord(word * Long.SIZE, source.getLong());
    }
    return present;
  }

  private static long[] readLongs(ByteSource source, int rows) {
    require(source, rows, Long.BYTES);
    long[] values = new long[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = source.getLong();
    }
    return values;
  }

  private static Dictionary readTexts(ByteSource source, int count) {
    require(source, count, 1);
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int length = source.getCount("length of a text", source.remaining() - offsets[i]);
      offsets[i + 1] = offsets[i] + length;
    }
    byte[] bytes = new byte[offsets[count]];
    source.getBytes(bytes, 0, bytes.length);
    return new Dictionary(bytes, offsets);
  }

  private static ColumnVector readCoded(ByteSource source, int rows) {
    Dictionary dictionary = readTexts(source, source.getCount("entries", source.remaining()));
    int width = width(dictionary.size());
    require(source, rows, width);
    int[] codes = new int[rows];
    for (int row = 0; row < rows; row++) {
      codes[row] =
          switch (width) {
            case 1 -> source.getByte();
            case 2 -> source.getShort();
            default -> source.getInt();
          };
      if (codes[row] < 0 || codes[row] >= dictionary.size()) {
        throw source.corrupt("code " + codes[row] + " of " + dictionary.size());
      }
    }
    return new ColumnVector.Coded(dictionary, codes, rows);
  }
}
