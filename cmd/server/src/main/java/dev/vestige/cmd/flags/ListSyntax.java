package dev.vestige.cmd.flags;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// Lists in one flag value: elements separated by commas. A comma inside quotes (single or double,
/// with backslash escapes) or inside a pair of `{}`, `[]`, `()` belongs to the element. An element
/// that is quoted as a whole loses its quotes.
final class ListSyntax {
  private ListSyntax() {}

  /// The elements, empty ones included; the empty text has one, which is empty.
  static List<String> split(String text) {
    int[] closers = closers(text);
    List<String> elements = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (closers[i] > i) {
        i = closers[i];
      } else if (text.charAt(i) == ',') {
        elements.add(unquote(text.substring(start, i)));
        start = i + 1;
      }
    }
    elements.add(unquote(text.substring(start)));
    return elements;
  }

  /// Text that [#split(String)] reads back as these elements.
  static String join(List<String> elements) {
    return elements.stream().map(ListSyntax::quoteIfNeeded).collect(Collectors.joining(","));
  }

  /// For every opening quote or bracket the position of its partner; 0 where there is none, so that
  /// a lonely one is an ordinary character.
  private static int[] closers(String text) {
    int[] closers = new int[text.length()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\'' -> {
          int end = closingQuote(text, i);
          if (end > 0) {
            closers[i] = end;
            i = end;
          }
        }
        case '(', '[', '{' -> open.push(i);
        case ')', ']', '}' -> {
          if (!open.isEmpty() && isPair(text.charAt(open.peek()), c)) {
            closers[open.pop()] = i;
          }
        }
        default -> {}
      }
    }
    return closers;
  }

  private static boolean isPair(char opener, char closer) {
    return switch (opener) {
      case '(' -> closer == ')';
      case '[' -> closer == ']';
      default -> closer == '}';
    };
  }

  private static int closingQuote(String text, int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return 0;
  }

  private static String unquote(String element) {
    if (element.length() < 2) {
      return element;
    }
    char quote = element.charAt(0);
    boolean isQuoted =
        (quote == '"' || quote == '\'') && closingQuote(element, 0) == element.length() - 1;
    return isQuoted ? unescape(element.substring(1, element.length() - 1)) : element;
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i == text.length() - 1) {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case '"', '\'', '\\' -> plain.append(escaped);
        default -> plain.append('\\').append(escaped);
      }
    }
    return plain.toString();
  }

  private static String quoteIfNeeded(String element) {
    boolean isPlain = element.chars().noneMatch(c -> ",'\"()[]{}\n\t\\".indexOf(c) >= 0);
    return isPlain ? element : quote(element);
  }

  /// The text in double quotes, with escapes for what would end or break the line.
  static String quote(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
    return '"' + escaped + '"';
  }
}
