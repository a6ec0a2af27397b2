package dev.vestige.logsql.parse;

import dev.vestige.logsql.pipe.Placeholder;
import dev.vestige.logsql.pipe.Template;
import java.util.ArrayList;
import java.util.List;

/// The patterns of `format` and `extract`.
final class TemplateParser {
  private final Cursor cursor;
  private final Token pattern;
  private final List<Placeholder> placeholders = new ArrayList<>();

  private TemplateParser(Cursor cursor, Token pattern) {
    this.cursor = cursor;
    this.pattern = pattern;
  }

  static Template forFormat(Cursor cursor, Token pattern) {
    return new TemplateParser(cursor, pattern).parse();
  }

  /// Placeholders that touch each other, or none with a name, make no sense here.
  static Template forExtract(Cursor cursor, Token pattern) {
    Template template = new TemplateParser(cursor, pattern).parse();
    List<Placeholder> placeholders = template.placeholders();
    for (int i = 1; i < placeholders.size(); i++) {
      if (placeholders.get(i).before().isEmpty()) {
        throw cursor.error(
            pattern,
            "`extract` needs a text between the placeholders "
                + i
                + " and "
                + (i + 1)
                + " of `"
                + pattern.text()
                + "`");
      }
    }
    if (placeholders.stream().allMatch(placeholder -> placeholder.field().isEmpty())) {
      throw cursor.error(
          pattern, "`extract` needs a placeholder such as `<name>`, got `" + pattern.text() + "`");
    }
    return template;
  }

  private Template parse() {
    String text = pattern.text();
    int position = 0;
    int open = text.indexOf('<');
    while (open >= 0) {
      int close = text.indexOf('>', open);
      if (close < 0) {
        throw cursor.error(pattern, "missing `>` after `" + text.substring(open) + "`");
      }
      String before = HtmlEntities.resolve(text.substring(position, open));
      placeholders.add(placeholder(before, text.substring(open + 1, close)));
      position = close + 1;
      open = text.indexOf('<', position);
    }
    return new Template(text, placeholders, HtmlEntities.resolve(text.substring(position)));
  }

  private Placeholder placeholder(String before, String inner) {
    if (inner.equals("_") || inner.equals("*")) {
      return new Placeholder(before, "", "");
    }
    int colon = inner.indexOf(':');
    String option = colon < 0 ? "" : inner.substring(0, colon).strip();
    String field = inner.substring(colon + 1).strip();
    if (field.endsWith("*")) {
      throw cursor.error(pattern, "a placeholder names one field, got the prefix `" + field + "`");
    }
    return new Placeholder(before, option, field);
  }
}
