package dev.vestige.logsql.print;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.math.MathExpr;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.stats.StatsFunc;
import org.jspecify.annotations.Nullable;

/// Prints trees and parts of them. The normal form writes `by` lists in parentheses, resolves
/// aliases, spells out default result names, and quotes names and values only where they need it.
public final class Printer {
  private final StringBuilder out = new StringBuilder();
  private final Times times;
  private QueryOptions options = QueryOptions.NONE;

  /// How times are written.
  private enum Times {
    /// As they were written before.
    AS_WRITTEN,
    /// As the instants that they stand for.
    RESOLVED
  }

  private Printer() {
    this(Times.AS_WRITTEN);
  }

  private Printer(Times times) {
    this.times = times;
  }

  public static String print(Query query) {
    Printer printer = new Printer();
    printer.query(query);
    return printer.out.toString();
  }

  /// Prints a query such that it means the same whenever it is parsed.
  public static String printResolved(Query query) {
    Printer printer = new Printer(Times.RESOLVED);
    printer.query(query);
    return printer.out.toString();
  }

  /// Prints a filter such that it means the same whenever it is parsed.
  public static String printResolved(Filter filter) {
    Printer printer = new Printer(Times.RESOLVED);
    printer.filter(filter);
    return printer.out.toString();
  }

  public static String print(Filter filter) {
    Printer printer = new Printer();
    printer.filter(filter);
    return printer.out.toString();
  }

  public static String print(Pipe pipe) {
    Printer printer = new Printer();
    printer.pipe(pipe);
    return printer.out.toString();
  }

  public static String print(MathExpr expression) {
    Printer printer = new Printer();
    printer.math(expression);
    return printer.out.toString();
  }

  /// A function of `stats` with its condition, which is also the name of its result when the query
  /// gives none.
  public static String print(StatsFunc function, @Nullable Filter condition) {
    Printer printer = new Printer();
    StatsPrinter.function(printer, function);
    printer.condition(condition);
    return printer.out.toString();
  }

  Printer text(String text) {
    out.append(text);
    return this;
  }

  Printer time(TimeFilter time) {
    String text =
        times == Times.RESOLVED
            ? TimeFilter.between(time.minNanos(), time.maxNanos()).text()
            : time.text();
    return text("_time:").text(text);
  }

  Printer number(long number) {
    out.append(number);
    return this;
  }

  /// A name or value, quoted where needed.
  Printer token(String token) {
    out.append(Quoting.token(token));
    return this;
  }

  Printer quoted(String text) {
    out.append(Quoting.quote(text));
    return this;
  }

  Printer filter(Filter filter) {
    FilterPrinter.filter(this, filter);
    return this;
  }

  Printer pipe(Pipe pipe) {
    PipePrinter.pipe(this, pipe);
    return this;
  }

  Printer math(MathExpr expression) {
    MathPrinter.expression(this, expression);
    return this;
  }

  /// ` if (...)`, nothing without a condition.
  Printer condition(@Nullable Filter condition) {
    return condition == null ? this : text(" if (").filter(condition).text(")");
  }

  /// A query inside the one being printed takes over the options of that one, so only those that
  /// differ are written.
  Printer query(Query query) {
    QueryOptions outer = options;
    options = query.options();
    options(outer, options);
    filter(query.filter());
    for (Pipe pipe : query.pipes()) {
      text(" | ").pipe(pipe);
    }
    options = outer;
    return this;
  }

  private void options(QueryOptions outer, QueryOptions inner) {
    if (inner.equals(outer)) {
      return;
    }
    text("options(");
    String separator = "";
    if (inner.concurrency() != outer.concurrency()) {
      text("concurrency=").number(inner.concurrency());
      separator = ", ";
    }
    if (inner.ignoreGlobalTimeFilter() != outer.ignoreGlobalTimeFilter()) {
      text(separator)
          .text("ignore_global_time_filter=")
          .text(String.valueOf(inner.ignoreGlobalTimeFilter()));
    }
    text(") ");
  }
}
