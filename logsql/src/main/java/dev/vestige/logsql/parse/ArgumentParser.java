package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arguments of filter functions, in parentheses.
final class ArgumentParser {
  private final Cursor cursor;
  private final QueryParser queries;

  ArgumentParser(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
  }

  /// A text that may be marked as a prefix by a `*` behind it.
  record MaybePrefix(String text, boolean isPrefix) {}

  /// `(text)`, `(text*)`, `(*)`.
  MaybePrefix maybePrefix(String function) {
    cursor.expect("(", "after `" + function + "`");
    String text =
        cursor.at("*")
            ? ""
            : cursor.compound(Stops.ARGUMENT, "an argument of `" + function + "`").text();
    boolean isPrefix = cursor.at("*") && !cursor.token().spaceBefore();
    if (isPrefix) {
      cursor.advance();
    }
    cursor.expect(")", "that closes `" + function + "`");
    return new MaybePrefix(text, isPrefix);
  }

  /// `(a, b)`; an unquoted `*` is an argument of its own.
  List<Token> list(String function) {
    cursor.expect("(", "after `" + function + "`");
    List<Token> arguments = new ArrayList<>();
    while (!cursor.at(")")) {
      arguments.add(argument(function));
      cursor.checkSize(arguments.size(), Limits.VALUES_MAX, "arguments");
      if (!cursor.at(")")) {
        cursor.expect(",", "or `)` after an argument of `" + function + "`");
      }
    }
    cursor.advance();
    return arguments;
  }

  private Token argument(String function) {
    if (cursor.at("*")) {
      Token star = cursor.token();
      cursor.advance();
      return star;
    }
    return cursor.compound(Stops.ARGUMENT, "an argument of `" + function + "` or `)`");
  }

  List<Token> exactly(int count, String function) {
    Token open = cursor.token();
    List<Token> arguments = list(function);
    if (arguments.size() != count) {
      String wanted = count == 1 ? "one argument" : count + " arguments";
      throw cursor.error(open, "`" + function + "` needs " + wanted + ", got " + arguments.size());
    }
    return arguments;
  }

  /// Whether what stands in the parentheses is a list of values and not a query.
  boolean isValueList() {
    Token start = cursor.token();
    cursor.advance();
    boolean values = skipsValues();
    cursor.reset(start);
    return values;
  }

  /// Also where the list is not closed but goes on to the end: a query has no `,` of its own.
  private boolean skipsValues() {
    boolean isList = false;
    while (!cursor.at(")")) {
      if (cursor.at("*")) {
        cursor.advance();
      } else if (Stops.ARGUMENT.contains(cursor.token()) || isUnclosed()) {
        return isList && cursor.token().isEnd();
      } else if (opensInterval(cursor.compound(Stops.ARGUMENT, "a value"))) {
        return false;
      }
      if (cursor.accept(",")) {
        isList = true;
      } else if (!cursor.at(")")) {
        return isList && cursor.token().isEnd();
      }
    }
    return true;
  }

  /// `[a, b)` belongs to a filter, and its parenthesis does not close the list.
  private static boolean opensInterval(Token value) {
    return value.kind() == TokenKind.WORD
        && value.text().lastIndexOf('[') > value.text().lastIndexOf(']');
  }

  private boolean isUnclosed() {
    return cursor.token().kind() == TokenKind.UNCLOSED_QUOTE;
  }

  /// The values of `in(...)` and the like: a list or a query; null for `*`, which stands for every
  /// value.
  @Nullable ValueSource values(String function) {
    if (isValueList()) {
      List<Token> arguments = list(function);
      return arguments.size() == 1 && arguments.getFirst().isSymbol("*")
          ? null
          : new ListedValues(arguments.stream().map(Token::text).toList());
    }
    Token open = cursor.token();
    Query query = queries.queryInParentheses("`" + function + "`");
    if (query.filter() instanceof MatchAllFilter && query.pipes().isEmpty()) {
      return null;
    }
    return new SubqueryValues(query, resultField(open, function, query));
  }

  private String resultField(Token open, String function, Query query) {
    if (!query.pipes().isEmpty()) {
      if (query.pipes().getLast() instanceof FieldsPipe fields && fields.fields().size() == 1) {
        FieldPattern field = fields.fields().getFirst();
        if (!field.isPrefix()) {
          return field.name();
        }
      }
      if (query.pipes().getLast() instanceof UniqPipe uniq && uniq.by().size() == 1) {
        return uniq.by().getFirst();
      }
    }
    throw cursor.error(
        open,
        "`"
            + function
            + "` needs values separated by `,`, or a query that ends in `| fields name` or `| uniq by"
            + " (name)` with a single name");
  }
}
