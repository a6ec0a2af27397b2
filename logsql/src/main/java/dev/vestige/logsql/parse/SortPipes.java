package dev.vestige.logsql.parse;

import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.ResultNames;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pipes that order or count rows by fields. The name of the pipe is already behind the cursor.
final class SortPipes {
  private final Cursor cursor;
  private final FieldLists lists;

  SortPipes(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
  }

  Pipe sort() {
    List<SortField> by = sortFields("sort");
    boolean descending = cursor.acceptWord("desc");
    if (!descending) {
      cursor.acceptWord("asc");
    }
    return new SortOptions(cursor, lists).parse(by, descending);
  }

  /// `by (a, b desc)` or `(a, b desc)`; empty when neither is there.
  private List<SortField> sortFields(String pipe) {
    if (!cursor.acceptWord("by") && !cursor.at("(")) {
      return List.of();
    }
    return lists.inParentheses("around the fields of `" + pipe + " by`", this::sortField);
  }

  private SortField sortField() {
    String name = lists.name("the name of a field or `)`");
    if (cursor.acceptWord("desc")) {
      return new SortField(name, Direction.DESCENDING);
    }
    cursor.acceptWord("asc");
    return new SortField(name, Direction.ASCENDING);
  }

  Pipe first() {
    long count = firstCount("first");
    List<SortField> by = sortFields("first");
    return new FirstPipe(count, by, partition(), rank());
  }

  Pipe last() {
    long count = firstCount("last");
    List<SortField> by = sortFields("last");
    return new LastPipe(count, by, partition(), rank());
  }

  private long firstCount(String pipe) {
    boolean more = cursor.atWord("by") || cursor.atWord("partition") || cursor.atWord("rank");
    if (more || cursor.at("(") || cursor.atEndOfPipe()) {
      return 1;
    }
    Token token = cursor.token();
    long count = lists.count("`" + pipe + "`");
    if (count == 0) {
      throw cursor.error(
          token, "`" + pipe + "` needs a number above 0, got `" + token.text() + "`");
    }
    return count;
  }

  private List<String> partition() {
    if (!cursor.acceptWord("partition")) {
      return List.of();
    }
    cursor.acceptWord("by");
    return lists.namesInParentheses("around the fields of `partition by`");
  }

  private @Nullable String rank() {
    return cursor.acceptWord("rank") ? rankName(cursor, lists) : null;
  }

  /// The name behind `rank`: `as name`, `name`, or nothing.
  static String rankName(Cursor cursor, FieldLists lists) {
    if (cursor.acceptWord("as")) {
      return lists.name("a name for the rank after `rank as`");
    }
    boolean none =
        cursor.atEndOfPipe()
            || cursor.atWord("limit")
            || cursor.atWord("offset")
            || cursor.atWord("partition")
            || cursor.atWord("hits");
    return none ? SortPipe.DEFAULT_RANK : lists.name("a name for the rank");
  }

  Pipe top() {
    long count = TopPipe.DEFAULT_COUNT;
    if (FloorNumbers.startsHere(cursor)) {
      count = FloorNumbers.parse(cursor, "`top`", 1);
    }
    cursor.acceptWord("by");
    List<String> by = countedFields("top", "hits", "rank");
    String hits = TopPipe.DEFAULT_HITS;
    String rank = null;
    while (true) {
      if (cursor.acceptWord("hits")) {
        cursor.acceptWord("as");
        hits = cursor.compound(Stops.NAME, "a name for the hits").text();
      } else if (cursor.acceptWord("rank")) {
        rank = ResultNames.distinctFrom(rankName(cursor, lists), by);
      } else {
        return new TopPipe(count, by, ResultNames.distinctFrom(hits, by), rank);
      }
    }
  }

  /// The fields of `top` and `uniq`, which may not start with one of the words that follow them.
  private List<String> countedFields(String pipe, String... following) {
    boolean missing = cursor.atEndOfPipe();
    for (String word : following) {
      missing |= cursor.atWord(word);
    }
    if (missing) {
      throw cursor.expected("the fields of `" + pipe + " by (...)`");
    }
    return lists.names(pipe);
  }

  Pipe uniq() {
    cursor.acceptWord("by");
    List<String> by = countedFields("uniq", "with", "hits", "limit");
    boolean with = cursor.acceptWord("with");
    boolean hits = cursor.acceptWord("hits");
    if (with && !hits) {
      throw cursor.expected("`hits` after `with`");
    }
    return new UniqPipe(by, hits, lists.limit());
  }
}
