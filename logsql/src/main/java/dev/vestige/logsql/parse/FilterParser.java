package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.EmptyValueFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.PrefixFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.print.ReservedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Filters and the operators between them. Negation binds tighter than `and`, `and` tighter than
/// `or`; filters side by side are joined by `and`.
///
/// `field` is the name in front of the colon; null where a name may still come.
final class FilterParser {
  private final Cursor cursor;
  private final FieldConditionParser conditions;
  private final FilterFunctionParser functions;
  private final TimeFilterParser times;

  FilterParser(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.conditions = new FieldConditionParser(cursor);
    this.functions = new FilterFunctionParser(cursor, queries);
    this.times = new TimeFilterParser(cursor);
  }

  /// A filter that starts a query, a pipe or a condition: its first word must not look like a pipe.
  Filter start() {
    if (cursor.atEndOfPipe()) {
      throw cursor.expected("a filter");
    }
    Token first = cursor.token();
    boolean word = first.kind() == TokenKind.WORD;
    if (word && ReservedWords.startsPipe(first.text().toLowerCase(Locale.ROOT))) {
      throw cursor.error(
          first,
          "`"
              + first.text()
              + "` is the name of a pipe, which needs a filter and `|` in front of it, as in `* | "
              + first.text()
              + "`;"
              + " put the word into quotes to search for it");
    }
    return or(null);
  }

  private Filter or(@Nullable String field) {
    List<Filter> filters = new ArrayList<>();
    filters.add(and(field));
    while (cursor.atWord("or")) {
      skipOperator();
      requireBlank();
      filters.add(and(field));
      cursor.checkSize(filters.size(), Limits.FILTERS_MAX, "filters joined by `or`");
    }
    return Filter.or(filters);
  }

  private Filter and(@Nullable String field) {
    List<Filter> filters = new ArrayList<>();
    filters.add(unary(field));
    while (!cursor.atEndOfPipe() && !cursor.atWord("or")) {
      if (cursor.atWord("and")) {
        skipOperator();
      }
      requireBlank();
      filters.add(unary(field));
      cursor.checkSize(filters.size(), Limits.FILTERS_MAX, "filters joined by `and`");
    }
    return Filter.and(filters);
  }

  /// A parenthesis glued to what stands in front of it looks like a function.
  private void requireBlank() {
    if (cursor.at("(") && !cursor.token().spaceBefore()) {
      throw cursor.error(cursor.token(), "put a blank in front of `(`");
    }
  }

  private void skipOperator() {
    Token operator = cursor.token();
    cursor.advance();
    if (cursor.token().isEnd()) {
      throw cursor.error(operator, "missing filter after `" + operator.text() + "`");
    }
  }

  private Filter unary(@Nullable String field) {
    boolean negated = false;
    while (cursor.at("!") || cursor.at("-") || cursor.atWord("not")) {
      negated = !negated;
      skipOperator();
    }
    Filter filter = primary(field);
    return negated ? Filter.not(filter) : filter;
  }

  private Filter primary(@Nullable String field) {
    Token token = cursor.token();
    if (token.kind() == TokenKind.SYMBOL) {
      return symbol(token, field);
    }
    if (functions.starts()) {
      return functions.parse(field == null ? FieldNames.MESSAGE : field);
    }
    return words(field);
  }

  private Filter symbol(Token token, @Nullable String field) {
    return switch (token.text()) {
      case "{" -> stream(token, field);
      case ":" -> {
        cursor.advance();
        if (cursor.token().isEnd()) {
          throw cursor.error(token, "missing filter after `:`");
        }
        yield nested(field);
      }
      case "*" -> star(field);
      case "(" -> group(field);
      case ">", "<", "=", "!=", "~", "!~" ->
          conditions.parse(field == null ? FieldNames.MESSAGE : field);
      case ",", ")", "[", "]", "|" -> throw unexpected(token);
      default -> words(field);
    };
  }

  private ParseException unexpected(Token token) {
    return cursor.error(
        token, "unexpected " + token.described() + "; put it into quotes to search for it");
  }

  private Filter stream(Token token, @Nullable String field) {
    if (field != null) {
      throw cursor.error(
          token, "a stream selector stands alone or behind `_stream:`, not `" + field + ":`");
    }
    return new StreamFilter(new StreamSelectorParser(cursor).parse());
  }

  private Filter star(@Nullable String field) {
    Token star = cursor.token();
    cursor.advance();
    if (cursor.at(":")) {
      throw cursor.error(star, "a filter needs the name of one field in front of `:`, got `*`");
    }
    return field == null ? MatchAllFilter.INSTANCE : new AnyValueFilter(field);
  }

  private Filter group(@Nullable String field) {
    Token open = cursor.token();
    cursor.advance();
    if (cursor.token().isEnd()) {
      throw cursor.error(open, "missing filter after `(`");
    }
    cursor.enter();
    Filter filter = or(field);
    cursor.leave();
    cursor.expect(")", "that closes the group");
    return filter;
  }

  /// A word, phrase or prefix, or the name of a field with its filter.
  private Filter words(@Nullable String field) {
    Stops stops = field == null ? Stops.WORD : Stops.WORD_OF_FIELD;
    Token phrase = cursor.compound(stops, "a filter");
    if (field == null && cursor.at(":")) {
      return named(phrase);
    }
    if (cursor.at("(") && !cursor.token().spaceBefore()) {
      throw unknownFunction(phrase);
    }
    if (cursor.at("*") && !cursor.token().spaceBefore()) {
      return prefix(field, phrase);
    }
    String name = field == null ? FieldNames.MESSAGE : field;
    return phrase.text().isEmpty()
        ? new EmptyValueFilter(name)
        : new PhraseFilter(name, phrase.text());
  }

  private ParseException unknownFunction(Token word) {
    if (word.text().endsWith(":")) {
      return cursor.error(
          word, "`" + word.text() + "` stands inside `field:(...)` and cannot name another field");
    }
    String hint = Suggestions.hint(word.text(), ReservedWords.FILTER_FUNCTIONS);
    return cursor.error(
        word,
        "unknown filter function `"
            + word.text()
            + "`"
            + (hint.isEmpty() ? "." : hint)
            + " Put a blank in front of `(` to search for the word.");
  }

  private Filter prefix(@Nullable String field, Token prefix) {
    cursor.advance();
    if (cursor.at(":")) {
      throw cursor.error(
          prefix,
          "a filter needs the name of one field in front of `:`, got the prefix `"
              + prefix.text()
              + "*`");
    }
    if (!prefix.text().isEmpty()) {
      return new PrefixFilter(field == null ? FieldNames.MESSAGE : field, prefix.text());
    }
    return field == null ? MatchAllFilter.INSTANCE : new AnyValueFilter(field);
  }

  private Filter named(Token name) {
    Token colon = cursor.token();
    cursor.advance();
    String field = name.text().isEmpty() ? FieldNames.MESSAGE : name.text();
    if (cursor.token().isEnd()) {
      throw cursor.error(colon, "missing filter after the field name `" + field + "`");
    }
    return switch (field) {
      case FieldNames.TIME -> times.parse();
      case FieldNames.STREAM_ID -> functions.streamIds();
      case FieldNames.STREAM -> {
        if (!cursor.at("{")) {
          throw cursor.expected("`{` after `_stream:`");
        }
        yield stream(cursor.token(), null);
      }
      default -> nested(field);
    };
  }

  private Filter nested(@Nullable String field) {
    cursor.enter();
    Filter filter = unary(field);
    cursor.leave();
    return filter;
  }
}
