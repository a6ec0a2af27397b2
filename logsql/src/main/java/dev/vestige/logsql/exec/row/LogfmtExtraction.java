package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;

/// `unpack_logfmt`: pairs `name=value` separated by blanks. A word without `=` is a name without a
/// value. A value may be quoted; a quote that is never closed belongs to the value.
final class LogfmtExtraction implements Extraction {
  @Override
  public void extract(byte[] bytes, int from, int to, FieldCollector fields) {
    int at = skipBlanks(bytes, from, to);
    while (at < to) {
      int nameEnd = at;
      while (nameEnd < to && bytes[nameEnd] != '=' && !isBlank(bytes[nameEnd])) {
        nameEnd++;
      }
      boolean hasValue = nameEnd < to && bytes[nameEnd] == '=';
      int start = hasValue ? nameEnd + 1 : nameEnd;
      int quotedEnd = hasValue ? QuotedBytes.end(bytes, start, to) : -1;
      int end = quotedEnd >= 0 ? quotedEnd : hasValue ? wordEnd(bytes, start, to) : start;
      int field = fields.numberOf(bytes, at, nameEnd);
      if (field >= 0) {
        ByteSink out = fields.open(field);
        if (quotedEnd >= 0) {
          QuotedBytes.append(bytes, start, end, out);
        } else {
          out.putBytes(bytes, start, end - start);
        }
      }
      at = skipBlanks(bytes, end, to);
    }
  }

  private static int wordEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }
}
