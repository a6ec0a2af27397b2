package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What many pipes have in common: names, lists of names, counts and conditions.
final class FieldLists {
  private final Cursor cursor;
  private final QueryParser queries;

  FieldLists(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
  }

  /// One name, not a prefix.
  String name(String what) {
    Token token = cursor.compound(Stops.NAME, what);
    if (token.text().endsWith("*")) {
      throw cursor.error(
          token, "a single name is needed here, got the prefix `" + token.text() + "`");
    }
    return canonical(token.text());
  }

  FieldPattern pattern(String what) {
    String text = cursor.compound(Stops.NAME, what).text();
    return text.endsWith("*")
        ? FieldPattern.startingWith(text.substring(0, text.length() - 1))
        : FieldPattern.exactly(canonical(text));
  }

  private static String canonical(String name) {
    return name.isEmpty() ? FieldNames.MESSAGE : name;
  }

  /// `a, b, c`.
  <T> List<T> commaSeparated(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    do {
      items.add(item.get());
      cursor.checkSize(items.size(), Limits.LIST_ITEMS_MAX, "items in one list");
    } while (cursor.accept(","));
    return items;
  }

  /// `(a, b, c)`, possibly empty, possibly with a comma behind the last one.
  <T> List<T> inParentheses(String where, Supplier<T> item) {
    cursor.expect("(", where);
    List<T> items = new ArrayList<>();
    while (!cursor.accept(")")) {
      items.add(item.get());
      cursor.checkSize(items.size(), Limits.LIST_ITEMS_MAX, "items in one list");
      if (!cursor.accept(",") && !cursor.at(")")) {
        throw cursor.expected("`,` or `)`");
      }
    }
    return items;
  }

  List<String> namesInParentheses(String where) {
    return inParentheses(where, () -> name("the name of a field or `)`"));
  }

  List<FieldPattern> patternsInParentheses(String where) {
    return inParentheses(where, () -> pattern("the name of a field or `)`"));
  }

  /// `(a, b)` or `a, b`, at least one.
  List<String> names(String pipe) {
    Token start = cursor.token();
    List<String> names =
        cursor.at("(")
            ? namesInParentheses("")
            : commaSeparated(() -> name("the name of a field for `" + pipe + "`"));
    if (names.isEmpty()) {
      throw cursor.error(start, "`" + pipe + "` needs at least one field");
    }
    return names;
  }

  /// `(a)` or `a`.
  String nameOrInParentheses(String pipe) {
    boolean open = cursor.accept("(");
    String name = name("the name of a field for `" + pipe + "`");
    if (open) {
      cursor.expect(")", "after the field of `" + pipe + "`");
    }
    return name;
  }

  /// `as name` or just `name`; the default when the pipe ends here.
  String result(String defaultName) {
    boolean as = cursor.acceptWord("as");
    return !as && cursor.atEndOfPipe() ? defaultName : name("a name for the result");
  }

  /// The name behind a word such as `from` or `at`; the default when the word is not there.
  String nameAfter(String word, String defaultName) {
    return cursor.acceptWord(word) ? name("the name of a field after `" + word + "`") : defaultName;
  }

  /// A whole number that is not negative, in plain decimal.
  long count(String what) {
    Token token = cursor.compound(Stops.NAME, "a number for " + what);
    return checked(what, token, Counts.parsePlain(token.text()));
  }

  /// A whole number that is not negative, with or without a unit.
  long amount(String what) {
    Token token = cursor.compound(Stops.NAME, "a number for " + what);
    return checked(what, token, Counts.parse(token.text()));
  }

  private long checked(String what, Token token, long count) {
    if (count < 0) {
      throw cursor.error(
          token, what + " needs a whole number that is not negative, got `" + token.text() + "`");
    }
    return count;
  }

  /// `limit n`, or 0.
  long limit() {
    return cursor.acceptWord("limit") ? count("`limit`") : 0;
  }

  /// `if (filter)`, or null.
  @Nullable Filter condition() {
    if (!cursor.acceptWord("if")) {
      return null;
    }
    cursor.expect("(", "after `if`");
    if (cursor.accept(")")) {
      return MatchAllFilter.INSTANCE;
    }
    cursor.enter();
    Filter filter = queries.filter();
    cursor.leave();
    cursor.expect(")", "that closes the condition after `if`");
    return filter;
  }
}
