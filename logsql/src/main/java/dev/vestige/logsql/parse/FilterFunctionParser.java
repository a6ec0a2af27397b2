package dev.vestige.logsql.parse;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.AnyCasePhraseFilter;
import dev.vestige.logsql.filter.AnyCasePrefixFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.Ipv4RangeFilter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LengthRangeFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.SequenceFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.StringRangeFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.ValueTypeFilter;
import dev.vestige.logsql.print.ReservedWords;
import dev.vestige.logsql.value.Ipv4;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Filters that look like functions: `in(...)`, `range[...]`, `i(...)` and so on. The name is an
/// ordinary word unless the parenthesis follows.
final class FilterFunctionParser {
  private static final int STREAM_ID_DIGITS = 48;

  private final Cursor cursor;
  private final FieldConditionParser conditions;
  private final ArgumentParser arguments;

  FilterFunctionParser(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.conditions = new FieldConditionParser(cursor);
    this.arguments = new ArgumentParser(cursor, queries);
  }

  /// Whether a function starts at the current token.
  boolean starts() {
    Token name = cursor.token();
    if (name.kind() != TokenKind.WORD) {
      return false;
    }
    String lower = name.text().toLowerCase(Locale.ROOT);
    if (!ReservedWords.FILTER_FUNCTIONS.contains(lower)) {
      return false;
    }
    Token next = cursor.peek();
    return next.isSymbol("(") || (next.isSymbol("[") && lower.equals("range"));
  }

  Filter parse(String field) {
    Token name = cursor.token();
    String function = name.text().toLowerCase(Locale.ROOT);
    cursor.advance();
    return switch (function) {
      case "contains_all" ->
          valued(arguments.values(function), values -> new ContainsAllFilter(field, values));
      case "contains_any" ->
          valued(arguments.values(function), values -> new ContainsAnyFilter(field, values));
      case "in" -> valued(arguments.values(function), values -> new InFilter(field, values));
      case "eq_field" -> new EqFieldFilter(field, otherField(function));
      case "le_field" -> new LeFieldFilter(field, otherField(function));
      case "lt_field" -> new LtFieldFilter(field, otherField(function));
      case "exact" -> {
        ArgumentParser.MaybePrefix value = arguments.maybePrefix(function);
        yield value.isPrefix()
            ? new ExactPrefixFilter(field, value.text())
            : new ExactFilter(field, value.text());
      }
      case "i" -> {
        ArgumentParser.MaybePrefix value = arguments.maybePrefix(function);
        yield value.isPrefix()
            ? new AnyCasePrefixFilter(field, value.text())
            : new AnyCasePhraseFilter(field, value.text());
      }
      case "ipv4_range" -> ipv4Range(field, name);
      case "len_range" -> lengthRange(field, name);
      case "range" -> conditions.range(field);
      case "re" -> conditions.regexp(field, arguments.exactly(1, function).getFirst());
      case "seq" ->
          new SequenceFilter(field, arguments.list(function).stream().map(Token::text).toList());
      case "string_range" -> {
        List<Token> bounds = arguments.exactly(2, function);
        yield new StringRangeFilter(field, bounds.getFirst().text(), bounds.getLast().text());
      }
      default -> new ValueTypeFilter(field, arguments.exactly(1, function).getFirst().text());
    };
  }

  /// `*` in place of values matches every row, even rows without the field.
  private static Filter valued(@Nullable ValueSource values, Function<ValueSource, Filter> filter) {
    return values == null ? MatchAllFilter.INSTANCE : filter.apply(values);
  }

  private String otherField(String function) {
    String name = arguments.exactly(1, function).getFirst().text();
    return name.isEmpty() ? FieldNames.MESSAGE : name;
  }

  private Filter ipv4Range(String field, Token name) {
    List<Token> bounds = arguments.list("ipv4_range");
    if (bounds.size() == 1) {
      return network(field, bounds.getFirst());
    }
    if (bounds.size() != 2) {
      throw cursor.error(
          name,
          "`ipv4_range` needs a network or two addresses, got " + bounds.size() + " arguments");
    }
    return new Ipv4RangeFilter(field, address(bounds.getFirst()), address(bounds.getLast()));
  }

  private long address(Token token) {
    long address = Ipv4.parse(token.text());
    if (address == Ipv4.NONE) {
      throw cursor.error(token, "`" + token.text() + "` is not an IPv4 address");
    }
    return address;
  }

  private Filter network(String field, Token token) {
    String text = token.text();
    int slash = text.indexOf('/');
    long address = Ipv4.parse(slash < 0 ? text : text.substring(0, slash));
    long bits = slash < 0 ? 32 : Counts.parsePlain(text.substring(slash + 1));
    if (address == Ipv4.NONE || bits < 0 || bits > 32) {
      throw cursor.error(token, "`" + text + "` is not an IPv4 address or network");
    }
    long hosts = (1L << (32 - bits)) - 1;
    return new Ipv4RangeFilter(field, address & ~hosts, address | hosts);
  }

  private Filter lengthRange(String field, Token name) {
    List<Token> bounds = arguments.list("len_range");
    if (bounds.size() != 2) {
      throw cursor.error(name, "`len_range` needs two lengths, got " + bounds.size());
    }
    return new LengthRangeFilter(field, length(bounds.getFirst()), length(bounds.getLast()));
  }

  private long length(Token token) {
    long length = Counts.parse(token.text());
    if (length < 0) {
      throw cursor.error(token, "`len_range` needs lengths, got `" + token.text() + "`");
    }
    return length;
  }

  /// What stands behind `_stream_id:`.
  Filter streamIds() {
    if (cursor.atWord("in") && cursor.peek().isSymbol("(")) {
      Token name = cursor.token();
      cursor.advance();
      Token open = cursor.token();
      return valued(arguments.values(name.text()), ids -> streamIds(open, ids));
    }
    Token id = cursor.compound(Stops.NAME, "a stream id after `_stream_id:`");
    return streamIds(id, new ListedValues(List.of(id.text())));
  }

  private Filter streamIds(Token where, ValueSource ids) {
    return switch (ids) {
      case ListedValues listed ->
          new StreamIdFilter(
              new ListedValues(listed.values().stream().map(id -> streamId(where, id)).toList()));
      case SubqueryValues subquery -> new StreamIdFilter(subquery);
    };
  }

  private String streamId(Token where, String text) {
    String id = text.toLowerCase(Locale.ROOT);
    boolean valid =
        id.length() == STREAM_ID_DIGITS
            && id.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    if (!valid) {
      throw cursor.error(
          where, "a stream id has " + STREAM_ID_DIGITS + " hexadecimal digits, got `" + text + "`");
    }
    return id;
  }
}
