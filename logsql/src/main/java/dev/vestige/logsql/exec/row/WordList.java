package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Words;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.storage.JsonText;

/// `unpack_words`: a JSON array of the words of a text.
final class WordList implements ValueWriter {
  private final boolean dropDuplicates;

  WordList(boolean dropDuplicates) {
    this.dropDuplicates = dropDuplicates;
  }

  @Override
  public void write(byte[] bytes, int from, int to, ByteSink out) {
    TextTable seen = new TextTable();
    boolean first = true;
    out.putByte('[');
    int start = Words.start(bytes, from, to);
    while (start < to) {
      int end = Words.end(bytes, start, to);
      if (!dropDuplicates || !seen.contains(bytes, start, end)) {
        if (!first) {
          out.putByte(',');
        }
        first = false;
        JsonText.appendQuoted(bytes, start, end, out);
        if (dropDuplicates) {
          seen.add(bytes, start, end);
        }
      }
      start = Words.start(bytes, end, to);
    }
    out.putByte(']');
  }
}
