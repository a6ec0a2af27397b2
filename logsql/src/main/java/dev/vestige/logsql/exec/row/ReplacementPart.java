package dev.vestige.logsql.exec.row;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.vestige.base.encoding.ByteSink;
import java.util.ArrayList;
import java.util.List;

/// A piece of what `replace_regexp` puts in: a literal text, or a group of the match.
///
/// @param literal the text; empty for a group
/// @param group the number of the group; negative for a literal
record ReplacementPart(String literal, int group) {
  private static final int NO_GROUP = -1;

  /// Reads `$1`, `${1}`, `$name` and `${name}`; `$$` is a dollar sign. A name without braces goes
  /// as far as letters, digits and `_` do. Groups that the expression lacks are empty.
  static List<ReplacementPart> parse(String replacement, Pattern pattern) {
    List<ReplacementPart> parts = new ArrayList<>();
    int at = 0;
    while (at < replacement.length()) {
      int dollar = replacement.indexOf('$', at);
      int end = dollar < 0 ? replacement.length() : dollar;
      addLiteral(parts, replacement.substring(at, end));
      at = end;
      if (dollar >= 0) {
        at = parseDollar(parts, replacement, dollar, pattern);
      }
    }
    return List.copyOf(parts);
  }

  /// Returns where the text goes on.
  private static int parseDollar(
      List<ReplacementPart> parts, String text, int dollar, Pattern pattern) {
    int start = dollar + 1;
    boolean braced = text.startsWith("{", start);
    int close = braced ? text.indexOf('}', start) : nameEnd(text, start);
    String name = close < 0 ? "" : text.substring(braced ? start + 1 : start, close);
    if (name.isEmpty()) {
      addLiteral(parts, "$");
      return text.startsWith("$", start) ? start + 1 : start;
    }
    int group = group(name, pattern);
    if (group != NO_GROUP) {
      parts.add(new ReplacementPart("", group));
    }
    return braced ? close + 1 : close;
  }

  private static int nameEnd(String text, int start) {
    int at = start;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  private static int group(String name, Pattern pattern) {
    Integer named = pattern.namedGroups().get(name);
    if (named != null) {
      return named;
    }
    boolean isNumber = name.length() <= 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = isNumber ? Integer.parseInt(name) : Integer.MAX_VALUE;
    return number <= pattern.groupCount() ? number : NO_GROUP;
  }

  private static void addLiteral(List<ReplacementPart> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new ReplacementPart(text, NO_GROUP));
    }
  }

  void append(String text, Matcher matcher, ByteSink out) {
    if (group == NO_GROUP) {
      ReplaceRegexp.put(literal, 0, literal.length(), out);
    } else if (matcher.start(group) >= 0) {
      ReplaceRegexp.put(text, matcher.start(group), matcher.end(group), out);
    }
  }
}
