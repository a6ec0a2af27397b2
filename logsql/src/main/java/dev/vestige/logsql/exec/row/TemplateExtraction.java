package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.exec.value.ByteSearch;
import dev.vestige.logsql.pipe.Placeholder;
import dev.vestige.logsql.pipe.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `extract`: the texts between the literal texts of a pattern. What is quoted is taken as a whole;
/// the next literal has to stand right behind it for anything else to be found.
final class TemplateExtraction implements Extraction {
  private final byte[] head;

  /// The literal behind each placeholder, the field it goes to, and whether quotes stay.
  private final byte[][] behind;

  private final int[] fields;
  private final boolean[] plain;

  /// @param names the fields of the collector, in its order
  TemplateExtraction(Template template, List<String> names) {
    List<Placeholder> placeholders = template.placeholders();
    int count = placeholders.size();
    head = utf8(placeholders.getFirst().before());
    behind = new byte[count][];
    fields = new int[count];
    plain = new boolean[count];
    for (int i = 0; i < count; i++) {
      Placeholder placeholder = placeholders.get(i);
      behind[i] = utf8(i + 1 < count ? placeholders.get(i + 1).before() : template.tail());
      fields[i] = placeholder.field().isEmpty() ? -1 : names.indexOf(placeholder.field());
      plain[i] = placeholder.option().equals("plain");
    }
  }

  static List<String> names(Template template) {
    return template.placeholders().stream()
        .map(Placeholder::field)
        .filter(field -> !field.isEmpty())
        .distinct()
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void extract(byte[] bytes, int from, int to, FieldCollector collector) {
    int found = ByteSearch.indexOf(bytes, from, to, head);
    if (found < 0) {
      return;
    }
    int at = found + head.length;
    for (int i = 0; i < fields.length; i++) {
      int quotedEnd = plain[i] ? -1 : QuotedBytes.end(bytes, at, to);
      boolean isQuoted = quotedEnd >= 0;
      int end = isQuoted ? quotedEnd : valueEnd(bytes, at, to, i);
      if (end < 0) {
        return;
      }
      if (fields[i] >= 0 && isQuoted) {
        QuotedBytes.append(bytes, at, end, collector.open(fields[i]));
      } else if (fields[i] >= 0) {
        collector.open(fields[i]).putBytes(bytes, at, end - at);
      }
      if (isQuoted && !ByteSearch.startsWith(bytes, end, to, behind[i])) {
        return;
      }
      at = end + behind[i].length;
    }
  }

  private int valueEnd(byte[] bytes, int at, int to, int placeholder) {
    byte[] literal = behind[placeholder];
    return literal.length == 0 ? to : ByteSearch.indexOf(bytes, at, to, literal);
  }
}
