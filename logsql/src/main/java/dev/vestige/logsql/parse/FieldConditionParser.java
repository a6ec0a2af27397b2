package dev.vestige.logsql.parse;

import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.Comparison;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.RangeFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.filter.StringComparisonFilter;
import dev.vestige.logsql.print.Quoting;
import dev.vestige.logsql.value.Numbers;

/// Conditions that start with an operator: `=x`, `!=x`, `~x`, `!~x`, `>x`, `<=x`.
final class FieldConditionParser {
  private final Cursor cursor;

  FieldConditionParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Filter parse(String field) {
    Token operator = cursor.token();
    cursor.advance();
    return switch (operator.text()) {
      case "=" -> exact(operator, field);
      case "!=" -> Filter.not(exact(operator, field));
      case "~" -> regexp(field, regexpText(field));
      case "!~" -> Filter.not(regexp(field, regexpText(field)));
      case ">" ->
          compare(field, cursor.accept("=") ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER);
      default -> compare(field, cursor.accept("=") ? Comparison.LESS_OR_EQUAL : Comparison.LESS);
    };
  }

  private Filter exact(Token operator, String field) {
    if (cursor.token().isEnd()) {
      return new ExactFilter(field, "");
    }
    if (cursor.at("*") && !cursor.token().spaceBefore()) {
      cursor.advance();
      return new ExactPrefixFilter(field, "");
    }
    if (Stops.ARGUMENT.contains(cursor.token())) {
      throw cursor.expected("a value after `" + operator.text() + "`; write \"\" for an empty one");
    }
    Token value = cursor.compound(Stops.ARGUMENT, "a value after `" + operator.text() + "`");
    if (cursor.at("*") && !cursor.token().spaceBefore()) {
      cursor.advance();
      return new ExactPrefixFilter(field, value.text());
    }
    return new ExactFilter(field, value.text());
  }

  private Token regexpText(String field) {
    return cursor.compound(Stops.NAME, "a regular expression for `" + field + "`");
  }

  /// A regular expression; the two that match everything and every value become the plain filters.
  Filter regexp(String field, Token pattern) {
    return switch (pattern.text()) {
      case "", ".*" -> MatchAllFilter.INSTANCE;
      case ".+" -> new AnyValueFilter(field);
      default -> {
        Regexps.check(cursor, pattern);
        yield new RegexpFilter(field, pattern.text());
      }
    };
  }

  private Filter compare(String field, Comparison comparison) {
    Token bound = cursor.compound(Stops.NAME, "a value after `" + comparison.symbol() + "`");
    double number = Numbers.parseWithTimes(bound.text());
    if (Double.isNaN(number) && !bound.text().equalsIgnoreCase("nan")) {
      return new StringComparisonFilter(field, comparison, bound.text());
    }
    String text = comparison.symbol() + numberText(bound.text());
    return switch (comparison) {
      case GREATER -> new RangeFilter(field, above(number), Double.POSITIVE_INFINITY, text);
      case GREATER_OR_EQUAL -> new RangeFilter(field, number, Double.POSITIVE_INFINITY, text);
      case LESS -> new RangeFilter(field, Double.NEGATIVE_INFINITY, below(number), text);
      case LESS_OR_EQUAL -> new RangeFilter(field, Double.NEGATIVE_INFINITY, number, text);
    };
  }

  /// `range(a, b]`, behind the word `range`.
  Filter range(String field) {
    boolean minIncluded = cursor.at("[");
    cursor.advance();
    Token min = bound();
    cursor.expect(",", "between the bounds of `range`");
    Token max = bound();
    boolean maxIncluded = cursor.at("]");
    if (!maxIncluded && !cursor.at(")")) {
      throw cursor.expected("`)` or `]` that closes `range`");
    }
    cursor.advance();
    double from = Numbers.parseWithTimes(min.text());
    double to = Numbers.parseWithTimes(max.text());
    String text =
        "range"
            + (minIncluded ? "[" : "(")
            + numberText(min.text())
            + ", "
            + numberText(max.text())
            + (maxIncluded ? "]" : ")");
    return new RangeFilter(
        field, minIncluded ? from : above(from), maxIncluded ? to : below(to), text);
  }

  private Token bound() {
    Token bound = cursor.compound(Stops.NAME, "a number in `range`");
    boolean number = !Double.isNaN(Numbers.parseWithTimes(bound.text()));
    if (!number && !bound.text().equalsIgnoreCase("nan")) {
      throw cursor.error(bound, "`range` needs numbers, got `" + bound.text() + "`");
    }
    return bound;
  }

  private static double above(double number) {
    return Double.isInfinite(number) ? number : Math.nextUp(number);
  }

  private static double below(double number) {
    return Double.isInfinite(number) ? number : Math.nextDown(number);
  }

  /// Numbers need no quotes unless they hold a blank.
  private static String numberText(String text) {
    return text.indexOf(' ') < 0 ? text : Quoting.quote(text);
  }
}
