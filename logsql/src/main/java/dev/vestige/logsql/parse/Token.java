package dev.vestige.logsql.parse;

/// A piece of a query.
///
/// @param start where it starts in the query
/// @param end where it ends, exclusive
/// @param spaceBefore whether a blank or a comment stands in front of it
/// @param text what it says: the contents of a quoted string, the source of everything else
record Token(TokenKind kind, int start, int end, boolean spaceBefore, String text) {

  boolean isSymbol(String symbol) {
    return kind == TokenKind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == TokenKind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isEnd() {
    return kind == TokenKind.END;
  }

  /// How to call it in an error message.
  String described() {
    return kind == TokenKind.END ? "the end of the query" : "`" + text + "`";
  }
}
