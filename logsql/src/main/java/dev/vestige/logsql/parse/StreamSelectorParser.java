package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.stream.AllOfSelectors;
import dev.vestige.logsql.stream.AnyOfSelectors;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.logsql.stream.LabelMatches;
import dev.vestige.logsql.stream.LabelNotEquals;
import dev.vestige.logsql.stream.LabelNotIn;
import dev.vestige.logsql.stream.LabelNotMatches;
import dev.vestige.logsql.stream.StreamSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `{label="value", ...}`.
final class StreamSelectorParser {
  private static final List<String> OPERATORS = List.of("=", "!=", "=~", "!~", "in", "not_in");

  private final Cursor cursor;

  StreamSelectorParser(Cursor cursor) {
    this.cursor = cursor;
  }

  StreamSelector parse() {
    Token open = cursor.token();
    cursor.advance();
    if (cursor.token().isEnd()) {
      throw cursor.error(open, "the stream selector that starts with `{` is not closed");
    }
    List<StreamSelector> alternatives = new ArrayList<>();
    while (!cursor.at("}")) {
      alternatives.add(conjunction());
      if (cursor.acceptWord("or") && cursor.at("}")) {
        throw cursor.expected("a label after `or`");
      }
    }
    cursor.advance();
    return alternatives.size() == 1 ? alternatives.getFirst() : new AnyOfSelectors(alternatives);
  }

  private StreamSelector conjunction() {
    List<StreamSelector> labels = new ArrayList<>();
    do {
      labels.add(label());
      cursor.checkSize(labels.size(), Limits.LIST_ITEMS_MAX, "labels in a stream selector");
    } while (cursor.accept(",") && !cursor.at("}"));
    if (!cursor.atWord("or") && !cursor.at("}")) {
      throw cursor.expected("`,`, `or` or `}` in the stream selector");
    }
    return labels.size() == 1 ? labels.getFirst() : new AllOfSelectors(labels);
  }

  private StreamSelector label() {
    String label = cursor.compound(Stops.LABEL, "the name of a label").text();
    Token operator = cursor.token();
    String symbol = operator.text().toLowerCase(Locale.ROOT);
    if (operator.kind() == TokenKind.QUOTED || !OPERATORS.contains(symbol)) {
      throw cursor.expected("one of = != =~ !~ in not_in after the label `" + label + "`");
    }
    cursor.advance();
    return switch (symbol) {
      case "=" -> new LabelEquals(label, value(label).text());
      case "!=" -> new LabelNotEquals(label, value(label).text());
      case "=~" -> new LabelMatches(label, pattern(label));
      case "!~" -> new LabelNotMatches(label, pattern(label));
      case "in" -> in(label);
      default -> notIn(label);
    };
  }

  private Token value(String label) {
    return cursor.compound(Stops.LABEL_VALUE, "a value for the label `" + label + "`");
  }

  private String pattern(String label) {
    Token pattern = value(label);
    Regexps.check(cursor, pattern);
    return pattern.text();
  }

  private StreamSelector in(String label) {
    List<Token> values = values(label);
    return isStar(values) ? new LabelMatches(label, ".*") : new LabelIn(label, texts(values));
  }

  private StreamSelector notIn(String label) {
    List<Token> values = values(label);
    return isStar(values) ? new LabelNotMatches(label, ".*") : new LabelNotIn(label, texts(values));
  }

  private static boolean isStar(List<Token> values) {
    return values.size() == 1 && values.getFirst().isSymbol("*");
  }

  private static List<String> texts(List<Token> values) {
    return values.stream().map(Token::text).toList();
  }

  private List<Token> values(String label) {
    cursor.expect("(", "in front of the values of the label `" + label + "`");
    List<Token> values = new ArrayList<>();
    while (!cursor.at(")")) {
      Token star = cursor.token();
      values.add(cursor.accept("*") ? star : value(label));
      cursor.checkSize(values.size(), Limits.VALUES_MAX, "values of a label");
      if (!cursor.at(")")) {
        cursor.expect(",", "or `)` after a value of the label `" + label + "`");
      }
    }
    cursor.advance();
    return values;
  }
}
