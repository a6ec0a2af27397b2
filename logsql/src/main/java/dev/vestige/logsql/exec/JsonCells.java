package dev.vestige.logsql.exec;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.JsonText;

/// Some rows of a column as members of JSON objects, each with a comma in front: `,"name":"value"`.
/// What the column is made of is asked once; only texts are looked through for what has to be
/// escaped. Confined to one thread, reused from column to column.
final class JsonCells {
  private final ByteSink members = new ByteSink();
  private int[] ends = new int[0];

  /// Takes rows `rows[from .. to)`; empty values have no member.
  ///
  /// @param name with comma, quotes and colon
  void fill(ColumnVector column, byte[] name, int[] rows, int from, int to) {
    members.clear();
    if (ends.length <= to - from) {
      ends = new int[to - from + 1];
    }
    switch (column) {
      case ColumnVector.Constant(int _, ByteSlice text) -> {
        int end = text.offset() + text.length();
        for (int i = from; i < to; i++) {
          putText(name, text.array(), text.offset(), end);
          ends[i - from + 1] = members.position();
        }
      }
      case ColumnVector.Coded coded -> {
        Dictionary dictionary = coded.dictionary();
        int[] offsets = dictionary.offsets();
        for (int i = from; i < to; i++) {
          int code = coded.codes()[rows[i]];
          putText(name, dictionary.bytes(), offsets[code], offsets[code + 1]);
          ends[i - from + 1] = members.position();
        }
      }
      case ColumnVector.Texts texts -> {
        int[] offsets = texts.offsets();
        for (int i = from; i < to; i++) {
          putText(name, texts.bytes(), offsets[rows[i]], offsets[rows[i] + 1]);
          ends[i - from + 1] = members.position();
        }
      }
      case ColumnVector.Longs longs -> {
        for (int i = from; i < to; i++) {
          if (!longs.isEmpty(rows[i])) {
            begin(name);
            longs.appendText(rows[i], members);
            members.putByte('"');
          }
          ends[i - from + 1] = members.position();
        }
      }
      case ColumnVector.Doubles doubles -> {
        for (int i = from; i < to; i++) {
          if (!doubles.isEmpty(rows[i])) {
            begin(name);
            doubles.appendText(rows[i], members);
            members.putByte('"');
          }
          ends[i - from + 1] = members.position();
        }
      }
      case ColumnVector.Ids ids -> {
        for (int i = from; i < to; i++) {
          if (!ids.isEmpty(rows[i])) {
            begin(name);
            ids.appendText(rows[i], members);
            members.putByte('"');
          }
          ends[i - from + 1] = members.position();
        }
      }
    }
  }

  private void begin(byte[] name) {
    members.putBytes(name, 0, name.length);
    members.putByte('"');
  }

  private void putText(byte[] name, byte[] bytes, int start, int end) {
    if (start < end) {
      members.putBytes(name, 0, name.length);
      JsonText.appendQuoted(bytes, start, end, members);
    }
  }

  boolean has(int i) {
    return ends[i] < ends[i + 1];
  }

  /// Appends the member of the i-th row that was taken, with or without its comma.
  void append(int i, boolean isFirst, ByteSink out) {
    int start = ends[i] + (isFirst ? 1 : 0);
    out.putBytes(members.array(), start, ends[i + 1] - start);
  }
}
