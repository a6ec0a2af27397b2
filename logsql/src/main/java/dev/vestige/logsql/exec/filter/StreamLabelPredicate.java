package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.ByteSearch;
import java.nio.charset.StandardCharsets;

/// A condition on one label, read from the text of a stream: `{a="b",c="d"}`. A label that the
/// stream lacks has the empty value.
final class StreamLabelPredicate extends ValuePredicate {
  private static final byte[] EQUALS_QUOTE = {'=', '"'};

  private final String label;
  private final byte[] name;
  private final ValuePredicate predicate;
  private final ByteSink value = new ByteSink();

  StreamLabelPredicate(String label, ValuePredicate predicate) {
    this.label = label;
    this.name = label.getBytes(StandardCharsets.UTF_8);
    this.predicate = predicate;
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    value.clear();
    int at = from + 1;
    while (at < to) {
      int equals = ByteSearch.indexOf(bytes, at, to, EQUALS_QUOTE);
      if (equals < 0) {
        break;
      }
      boolean isWanted = ByteSearch.equals(bytes, at, equals, name);
      int start = equals + EQUALS_QUOTE.length;
      int end = valueEnd(bytes, start, to);
      if (isWanted) {
        unquote(bytes, start, end);
        break;
      }
      // Behind the closing quote and the comma.
      at = end + 2;
    }
    return predicate.test(value.array(), 0, value.position());
  }

  /// Where the closing quote is.
  private static int valueEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to);
  }

  private void unquote(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = bytes[at++];
      if (b != '\\' || at == to) {
        value.putByte(b);
        continue;
      }
      byte escaped = bytes[at++];
      switch (escaped) {
        case 'a' -> value.putByte(7);
        case 'b' -> value.putByte('\b');
        case 'f' -> value.putByte('\f');
        case 'n' -> value.putByte('\n');
        case 'r' -> value.putByte('\r');
        case 't' -> value.putByte('\t');
        case 'v' -> value.putByte(11);
        case 'x' -> {
          if (to - at >= 2) {
            value.putByte(Character.digit(bytes[at], 16) * 16 + Character.digit(bytes[at + 1], 16));
            at += 2;
          }
        }
        default -> value.putByte(escaped);
      }
    }
  }

  @Override
  int cost() {
    return predicate.cost();
  }

  @Override
  ValuePredicate forWorker() {
    return new StreamLabelPredicate(label, predicate.forWorker());
  }
}
