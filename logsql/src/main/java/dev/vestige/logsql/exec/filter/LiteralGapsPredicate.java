package dev.vestige.logsql.exec.filter;

import dev.vestige.logsql.exec.value.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A regular expression that is nothing but literal texts with `.*` between them: some line of the
/// value contains them in order. With `^` the first line must start with the first of them, with
/// `$` the last line must end with the last.
final class LiteralGapsPredicate extends ValuePredicate {
  private static final byte[] LINE_BREAK = {'\n'};

  private final byte[][] pieces;
  private final boolean atStart;
  private final boolean atEnd;
  private final byte[] required;

  LiteralGapsPredicate(PatternBranch branch) {
    List<String> texts = branch.pieces();
    pieces = new byte[texts.size()][];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
    }
    atStart = branch.atStart();
    atEnd = branch.atEnd();
    required = branch.required().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  boolean test(byte[] bytes, int from, int to) {
    if (pieces.length == 1 && !atStart && !atEnd) {
      return ByteSearch.indexOf(bytes, from, to, pieces[0]) >= 0;
    }
    int line = from;
    while (true) {
      int end = lineEnd(bytes, line, to);
      boolean startFits = !atStart || line == from;
      boolean endFits = !atEnd || end == to;
      if (startFits && endFits && matchesLine(bytes, line, end)) {
        return true;
      }
      if (end == to || atStart) {
        return false;
      }
      line = end + 1;
    }
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    int end = ByteSearch.indexOf(bytes, from, to, LINE_BREAK);
    return end < 0 ? to : end;
  }

  private boolean matchesLine(byte[] bytes, int from, int to) {
    int first = 0;
    int last = pieces.length;
    int start = from;
    int end = to;
    if (atStart) {
      if (!ByteSearch.startsWith(bytes, start, end, pieces[0])) {
        return false;
      }
      start += pieces[first++].length;
      if (atEnd && first == last) {
        return start == end;
      }
    }
    if (atEnd) {
      if (!ByteSearch.endsWith(bytes, start, end, pieces[last - 1])) {
        return false;
      }
      end -= pieces[--last].length;
    }
    for (int i = first; i < last; i++) {
      int at = ByteSearch.indexOf(bytes, start, end, pieces[i]);
      if (at < 0) {
        return false;
      }
      start = at + pieces[i].length;
    }
    return true;
  }

  @Override
  int cost() {
    return Cost.SEARCH;
  }

  @Override
  byte[] required() {
    return required;
  }
}
