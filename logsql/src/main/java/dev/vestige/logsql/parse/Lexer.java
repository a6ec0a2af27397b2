package dev.vestige.logsql.parse;

import dev.vestige.logsql.print.Quoting;
import org.jspecify.annotations.Nullable;

/// Splits a query into tokens, one at a time and from any place, so that a parser may look ahead or
/// start over.
final class Lexer {
  /// Looking for the end of an unclosed string costs a walk to the end of the query.
  private static final int UNCLOSED_QUOTES_MAX = 20;

  private final String query;
  private int unclosedQuotes;

  Lexer(String query) {
    this.query = query;
  }

  String query() {
    return query;
  }

  /// The first token at or behind `from`.
  Token next(int from) {
    int start = skipBlanks(from);
    boolean spaceBefore = start > from;
    if (start == query.length()) {
      return new Token(TokenKind.END, start, start, spaceBefore, "");
    }
    int end = wordEnd(start);
    if (end > start) {
      return token(TokenKind.WORD, start, end, spaceBefore);
    }
    char first = query.charAt(start);
    if (first == '"' || first == '\'' || first == '`') {
      return quoted(start, spaceBefore);
    }
    return token(TokenKind.SYMBOL, start, symbolEnd(start, first), spaceBefore);
  }

  private Token token(TokenKind kind, int start, int end, boolean spaceBefore) {
    return new Token(kind, start, end, spaceBefore, query.substring(start, end));
  }

  private Token quoted(int start, boolean spaceBefore) {
    QuotedText.@Nullable Result quoted = QuotedText.read(query, start);
    if (quoted != null) {
      return new Token(TokenKind.QUOTED, start, quoted.end(), spaceBefore, quoted.value());
    }
    if (++unclosedQuotes > UNCLOSED_QUOTES_MAX) {
      throw new ParseException(query, start, "too many quotation marks that are not closed");
    }
    return token(TokenKind.UNCLOSED_QUOTE, start, start + 1, spaceBefore);
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < query.length()) {
      int codePoint = query.codePointAt(end);
      if (!Quoting.isWordPart(codePoint)) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private int symbolEnd(int start, char first) {
    int second = start + 1 < query.length() ? query.charAt(start + 1) : 0;
    boolean pair =
        (first == '!' && (second == '=' || second == '~')) || (first == '=' && second == '~');
    return start + (pair ? 2 : Character.charCount(query.codePointAt(start)));
  }

  private int skipBlanks(int from) {
    int position = from;
    while (position < query.length()) {
      char c = query.charAt(position);
      if (c == '#') {
        int newline = query.indexOf('\n', position);
        position = newline < 0 ? query.length() : newline + 1;
      } else if (isBlank(c)) {
        position++;
      } else {
        break;
      }
    }
    return position;
  }

  private static boolean isBlank(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }
}
