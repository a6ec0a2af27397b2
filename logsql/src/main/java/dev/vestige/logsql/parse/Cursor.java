package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.QueryOptions;

/// The place in a query that is being parsed: the current token, what the query depends on, and how
/// deep the parser is.
final class Cursor {
  private static final String BACKSLASH_HINT =
      " or has an unknown escape; write `\\\\` for a backslash, or use backticks";

  private final Lexer lexer;
  private final ParseOptions options;
  private QueryOptions queryOptions = QueryOptions.NONE;
  private Token token;
  private int depth;

  Cursor(String query, ParseOptions options) {
    this.lexer = new Lexer(query);
    this.options = options;
    this.token = lexer.next(0);
  }

  ParseOptions options() {
    return options;
  }

  /// The options of the query around the current place, which queries inside it take over.
  QueryOptions queryOptions() {
    return queryOptions;
  }

  void queryOptions(QueryOptions newOptions) {
    queryOptions = newOptions;
  }

  Token token() {
    return token;
  }

  /// The token behind the current one.
  Token peek() {
    return lexer.next(token.end());
  }

  void advance() {
    token = lexer.next(token.end());
  }

  /// Goes back (or forward) to a token seen before.
  void reset(Token to) {
    token = to;
  }

  boolean at(String symbol) {
    return token.isSymbol(symbol);
  }

  boolean atWord(String word) {
    return token.isWord(word);
  }

  /// Whether a pipe ends here.
  boolean atEndOfPipe() {
    return token.isEnd() || at("|") || at(")");
  }

  boolean accept(String symbol) {
    if (at(symbol)) {
      advance();
      return true;
    }
    return false;
  }

  boolean acceptWord(String word) {
    if (atWord(word)) {
      advance();
      return true;
    }
    return false;
  }

  void expect(String symbol, String where) {
    if (!accept(symbol)) {
      throw expected("`" + symbol + "` " + where);
    }
  }

  /// A name or value: a quoted string, or everything up to a blank or one of `stops`, quotation
  /// marks included. The token returned is QUOTED only in the first case.
  Token compound(Stops stops, String what) {
    if (token.kind() == TokenKind.UNCLOSED_QUOTE) {
      throw unclosedQuote();
    }
    if (stops.contains(token)) {
      throw expected(what);
    }
    Token first = token;
    advance();
    int end = first.end();
    while (!token.spaceBefore() && !stops.contains(token)) {
      end = token.end();
      advance();
    }
    if (end == first.end()) {
      return first;
    }
    String text = lexer.query().substring(first.start(), end);
    return new Token(TokenKind.WORD, first.start(), end, first.spaceBefore(), text);
  }

  /// One level deeper; every call is followed by [#leave].
  void enter() {
    if (++depth > Limits.NESTING_MAX) {
      throw error(token, "nested deeper than " + Limits.NESTING_MAX + " levels");
    }
  }

  void leave() {
    depth--;
  }

  void checkSize(int size, int max, String what) {
    if (size > max) {
      throw error(token, "more than " + max + " " + what);
    }
  }

  ParseException error(Token where, String problem) {
    return new ParseException(lexer.query(), where.start(), problem);
  }

  /// The current token is not what should stand here.
  ParseException expected(String what) {
    return error(token, "expected " + what + ", got " + token.described());
  }

  ParseException unclosedQuote() {
    String backslash = lexer.query().indexOf('\\', token.start()) < 0 ? "" : BACKSLASH_HINT;
    return error(
        token, "the string that starts with " + token.described() + " is not closed" + backslash);
  }
}
