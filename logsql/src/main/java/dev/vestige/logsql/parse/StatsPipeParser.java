package dev.vestige.logsql.parse;

import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.print.Printer;
import dev.vestige.logsql.print.ReservedWords;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.logsql.stats.StatsItem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `stats by (field:bucket, ...) function(...) if (filter) as name, ...`.
final class StatsPipeParser {
  private final Cursor cursor;
  private final FieldLists lists;
  private final ByFieldParser byFields;
  private final StatsFuncParser functions;

  StatsPipeParser(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
    this.byFields = new ByFieldParser(cursor);
    this.functions = new StatsFuncParser(cursor, lists);
  }

  /// Whether a `stats` pipe without its name starts here: a function, or a group of fields with a
  /// function behind it.
  boolean startsHere() {
    if (isFunction(cursor.token())) {
      return true;
    }
    if (!cursor.at("(")) {
      return false;
    }
    Token start = cursor.token();
    boolean function = skipGroup() && isFunction(cursor.token()) && cursor.peek().isSymbol("(");
    cursor.reset(start);
    return function;
  }

  private static boolean isFunction(Token token) {
    return token.kind() == TokenKind.WORD
        && ReservedWords.STATS_FUNCTIONS.contains(token.text().toLowerCase(Locale.ROOT));
  }

  /// Goes behind the parenthesis that closes the group here. A list of fields has none inside.
  private boolean skipGroup() {
    cursor.advance();
    while (!cursor.at(")")) {
      if (cursor.token().isEnd() || cursor.at("(") || cursor.at("|")) {
        return false;
      }
      cursor.advance();
    }
    cursor.advance();
    return true;
  }

  Pipe parse(StatsOutput output) {
    List<ByField> by = List.of();
    if (cursor.acceptWord("by") || cursor.at("(")) {
      by = lists.inParentheses("around the fields of `stats by`", byFields::parse);
    }
    Set<String> byNames = new HashSet<>();
    by.forEach(field -> byNames.add(field.field()));
    Set<String> results = new HashSet<>();
    List<StatsItem> items = lists.commaSeparated(() -> item(byNames, results));
    return new StatsPipe(by, items, output);
  }

  private StatsItem item(Set<String> byNames, Set<String> results) {
    Token start = cursor.token();
    StatsFunc function = functions.parse();
    @Nullable Filter condition = lists.condition();
    String name;
    Token nameToken = start;
    if (cursor.at(",") || cursor.atEndOfPipe()) {
      name = Printer.print(function, condition);
    } else {
      cursor.acceptWord("as");
      nameToken = cursor.token();
      name = lists.name("a name for the result of `" + start.text() + "`");
    }
    if (byNames.contains(name)) {
      throw cursor.error(
          nameToken, "the result cannot be called `" + name + "`, which is one of the `by` fields");
    }
    if (!results.add(name)) {
      throw cursor.error(nameToken, "two results are called `" + name + "`");
    }
    return new StatsItem(function, condition, name);
  }
}
