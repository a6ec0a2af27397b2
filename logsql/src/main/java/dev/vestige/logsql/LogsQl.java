package dev.vestige.logsql;

import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.parse.QueryParser;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.print.Printer;

/// The front door of the language: text in, trees out, and back.
public final class LogsQl {
  private LogsQl() {}

  /// Parses a whole query.
  ///
  /// @throws dev.vestige.logsql.parse.ParseException with the position and the line in question
  public static Query parse(String text, ParseOptions options) {
    return QueryParser.parse(text, options);
  }

  /// Parses a filter on its own; pipes are refused.
  ///
  /// @throws dev.vestige.logsql.parse.ParseException with the position and the line in question
  public static Filter parseFilter(String text, ParseOptions options) {
    return QueryParser.parseFilter(text, options);
  }

  /// Prints a pipe as it may stand in a query.
  public static String print(Pipe pipe) {
    return Printer.print(pipe);
  }

  /// Prints a query such that it means the same whenever it is parsed.
  public static String printResolved(Query query) {
    return Printer.printResolved(query);
  }

  /// Prints a filter such that it means the same whenever it is parsed.
  public static String printResolved(Filter filter) {
    return Printer.printResolved(filter);
  }
}
