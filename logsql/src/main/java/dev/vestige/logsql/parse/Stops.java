package dev.vestige.logsql.parse;

import java.util.Set;

/// Where a name or value that stands without quotes ends. It consists of all tokens up to a blank
/// or one of these symbols.
record Stops(Set<String> symbols) {
  /// Names of fields in pipes, and most values.
  static final Stops NAME = of(",", "(", ")", "[", "]", "|");

  /// Words of a filter, while a field name may still come.
  static final Stops WORD = of("*", ",", "(", ")", "[", "]", "|", ":");

  /// Words of a filter behind the field name.
  static final Stops WORD_OF_FIELD = of("*", ",", "(", ")", "[", "]", "|");

  /// Arguments of filter functions.
  static final Stops ARGUMENT = of("*", ",", "(", ")", "|");

  /// Names and numbers of `math`.
  static final Stops OPERAND = of("=", "+", "-", "*", "/", "%", "^", "&", ",", "(", ")", "|", "!");

  /// Labels of a stream selector.
  static final Stops LABEL = of("=", "!=", "=~", "!~", ",", "{", "}", "(", ")");

  /// Values of a stream selector.
  static final Stops LABEL_VALUE = of(",", "{", "}", "(", ")");

  /// Keys and values of query options.
  static final Stops OPTION = of("=", ",", "(", ")", "[", "]", "|");

  private static Stops of(String... symbols) {
    return new Stops(Set.of(symbols));
  }

  boolean contains(Token token) {
    return switch (token.kind()) {
      case END -> true;
      case SYMBOL -> symbols.contains(token.text());
      case WORD, QUOTED, UNCLOSED_QUOTE -> false;
    };
  }
}
