package dev.vestige.logsql.parse;

/// What a token is.
enum TokenKind {
  /// Letters, digits, `_` and `.`.
  WORD,
  /// A string in double quotes, single quotes or backticks.
  QUOTED,
  /// A quotation mark that no other one closes.
  UNCLOSED_QUOTE,
  /// Any other character, or one of `!=`, `!~`, `=~`.
  SYMBOL,
  /// The end of the query.
  END
}
