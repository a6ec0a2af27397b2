package dev.vestige.logsql.parse;

import dev.vestige.logsql.QueryOptions;
import java.util.List;
import java.util.Locale;

/// `options(name=value, ...)` in front of a query.
final class OptionsParser {
  private static final String CONCURRENCY = "concurrency";
  private static final String IGNORE_TIME = "ignore_global_time_filter";

  /// More workers than this make no query faster.
  private static final long CONCURRENCY_MAX = 1024;

  private final Cursor cursor;

  OptionsParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /// The options given here on top of those of the query around.
  QueryOptions parse(QueryOptions outer) {
    if (!cursor.acceptWord("options")) {
      return outer;
    }
    cursor.expect("(", "behind `options`; put the word into quotes to search for it");
    QueryOptions options = outer;
    while (!cursor.accept(")")) {
      options = option(options);
      if (!cursor.accept(",") && !cursor.at(")")) {
        throw cursor.expected("`,` or `)` in `options`");
      }
    }
    return options;
  }

  private QueryOptions option(QueryOptions options) {
    Token name = cursor.compound(Stops.OPTION, "the name of an option");
    String lower = name.text().toLowerCase(Locale.ROOT);
    if (!lower.equals(CONCURRENCY) && !lower.equals(IGNORE_TIME)) {
      String hint = Suggestions.hint(lower, List.of(CONCURRENCY, IGNORE_TIME));
      throw cursor.error(name, "unknown query option `" + name.text() + "`" + hint);
    }
    cursor.expect("=", "behind the option `" + name.text() + "`");
    Token value = cursor.compound(Stops.OPTION, "a value for the option `" + name.text() + "`");
    return lower.equals(CONCURRENCY)
        ? new QueryOptions(concurrency(value), options.ignoreGlobalTimeFilter())
        : new QueryOptions(options.concurrency(), flag(value));
  }

  private int concurrency(Token value) {
    long workers = Counts.parsePlain(value.text());
    if (workers < 0) {
      throw cursor.error(
          value, "the option `concurrency` needs a number, got `" + value.text() + "`");
    }
    return (int) Math.min(workers, CONCURRENCY_MAX);
  }

  private boolean flag(Token value) {
    return switch (value.text().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> true;
      case "false", "f", "0" -> false;
      default ->
          throw cursor.error(
              value,
              "the option `" + IGNORE_TIME + "` needs true or false, got `" + value.text() + "`");
    };
  }
}
