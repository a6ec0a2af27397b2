package dev.vestige.cmd.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in a query the cursor stands, as far as completion asks. Not by the parser: what is being
/// typed is no query yet.
///
/// @param from where the word in front of the cursor begins
/// @param typed that word without quotes
/// @param field whose value is wanted, empty where none is
record QueryPlace(Kind kind, int from, String typed, String field) {
  enum Kind {
    PIPE,
    FUNCTION,
    FIELD,
    VALUE,
    STREAM_FIELD,
    STREAM_VALUE
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^'\\\\]|\\\\.)*'?|`[^`]*`?"
              + "|[|(){}\\[\\],]|[:=~<>!*]+|[^\\s\"'`|(){}\\[\\],:=~<>!*]+",
          Pattern.DOTALL);

  private record Token(String text, int from) {
    boolean isSpace() {
      return text.isBlank();
    }

    boolean is(String sign) {
      return text.equals(sign);
    }

    boolean isQuoted() {
      return "\"'`".indexOf(text.charAt(0)) >= 0;
    }

    /// Whether more characters would belong to it.
    boolean isOpenWord() {
      boolean isClosed = text.length() > 1 && text.charAt(text.length() - 1) == text.charAt(0);
      return isQuoted() ? !isClosed : "|(){}[],:=~<>!*".indexOf(text.charAt(0)) < 0;
    }

    String unquoted() {
      if (!isQuoted()) {
        return text;
      }
      String inner = text.substring(1);
      return inner.endsWith(text.substring(0, 1)) ? inner.substring(0, inner.length() - 1) : inner;
    }
  }

  /// @param before what stands in front of the cursor
  static QueryPlace of(String before) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(before);
    while (matcher.find()) {
      tokens.add(new Token(matcher.group(), matcher.start()));
    }
    Token word = new Token("", before.length());
    if (!tokens.isEmpty() && !tokens.getLast().isSpace() && tokens.getLast().isOpenWord()) {
      word = tokens.removeLast();
    }
    tokens.removeIf(Token::isSpace);
    int brace = openBrace(tokens);
    return brace >= 0
        ? inStream(before, tokens.subList(brace + 1, tokens.size()), word)
        : inQuery(tokens, word);
  }

  private static int openBrace(List<Token> tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).is("}")) {
        return -1;
      }
      if (tokens.get(i).is("{")) {
        return i;
      }
    }
    return -1;
  }

  /// Between the braces of a stream filter, where names need no quotes.
  private static QueryPlace inStream(String before, List<Token> tokens, Token word) {
    int first = tokens.size();
    int sign = -1;
    while (first > 0 && !tokens.get(first - 1).is(",")) {
      first--;
      sign = tokens.get(first).text().matches("!?[=~]+") ? first : sign;
    }
    int from = first < tokens.size() ? tokens.get(first).from() : word.from();
    if (sign < 0) {
      return new QueryPlace(Kind.STREAM_FIELD, from, before.substring(from), "");
    }
    String field = before.substring(from, tokens.get(sign).from()).strip();
    return new QueryPlace(Kind.STREAM_VALUE, word.from(), typed(word), field);
  }

  private static QueryPlace inQuery(List<Token> tokens, Token word) {
    Token last = tokens.isEmpty() ? new Token("(", 0) : tokens.getLast();
    if (last.is("|")) {
      return new QueryPlace(Kind.PIPE, word.from(), typed(word), "");
    }
    if (last.text().startsWith(":") && tokens.size() > 1) {
      String field = tokens.get(tokens.size() - 2).unquoted();
      return new QueryPlace(Kind.VALUE, word.from(), typed(word), field);
    }
    Kind kind = isFunction(tokens) ? Kind.FUNCTION : Kind.FIELD;
    return new QueryPlace(kind, word.from(), typed(word), "");
  }

  private static String typed(Token word) {
    return word.text().isEmpty() ? "" : word.unquoted();
  }

  /// Whether a function of `stats` may stand behind these tokens.
  private static boolean isFunction(List<Token> tokens) {
    int depth = 0;
    for (Token token : tokens.reversed()) {
      if (token.is(")")) {
        depth++;
      } else if (token.is("(")) {
        depth--;
      }
      if (depth < 0 || token.is("|")) {
        return false;
      }
      if (depth == 0 && token.text().equalsIgnoreCase("stats")) {
        return true;
      }
    }
    return false;
  }
}
