package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;

/// `unpack_json`: the members of an object, those of objects inside it under names joined by dots.
/// Arrays stay JSON. Text that is no JSON object gives nothing, nor does `null`, nor an object
/// without members.
final class JsonExtraction implements Extraction {
  private final ByteSink name = new ByteSink();

  @Override
  public void extract(byte[] bytes, int from, int to, FieldCollector fields) {
    if (JsonScanner.isValue(bytes, from, to, '{')) {
      name.clear();
      members(bytes, JsonScanner.skipBlanks(bytes, from, to), to, fields);
    }
  }

  /// Returns where the object ends, which is known to be a valid one.
  private int members(byte[] bytes, int from, int to, FieldCollector fields) {
    int outer = name.position();
    int at = JsonScanner.skipBlanks(bytes, from + 1, to);
    if (bytes[at] == '}') {
      return at + 1;
    }
    while (true) {
      int keyEnd = QuotedBytes.end(bytes, at, to);
      name.truncate(outer);
      if (outer > 0) {
        name.putByte('.');
      }
      QuotedBytes.append(bytes, at, keyEnd, name);
      int colon = JsonScanner.skipBlanks(bytes, keyEnd, to);
      at = value(bytes, JsonScanner.skipBlanks(bytes, colon + 1, to), to, fields);
      at = JsonScanner.skipBlanks(bytes, at, to);
      if (bytes[at] == '}') {
        name.truncate(outer);
        return at + 1;
      }
      at = JsonScanner.skipBlanks(bytes, at + 1, to);
    }
  }

  private int value(byte[] bytes, int at, int to, FieldCollector fields) {
    if (bytes[at] == '{') {
      return members(bytes, at, to, fields);
    }
    int end = JsonScanner.valueEnd(bytes, at, to, 0);
    int field = bytes[at] == 'n' ? -1 : fields.numberOf(name.array(), 0, name.position());
    if (field >= 0) {
      ByteSink out = fields.open(field);
      switch (bytes[at]) {
        case '"' -> QuotedBytes.append(bytes, at, end, out);
        case '[' -> JsonScanner.appendCompact(bytes, at, end, out);
        default -> out.putBytes(bytes, at, end - at);
      }
    }
    return end;
  }
}
