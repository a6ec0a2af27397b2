package dev.vestige.logsql.parse;

import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may follow the fields of `sort`, in any order.
final class SortOptions {
  private final Cursor cursor;
  private final FieldLists lists;
  private List<String> partitionBy = List.of();
  private long offset;
  private long limit;
  private @Nullable String rank;

  SortOptions(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
  }

  Pipe parse(List<SortField> by, boolean descending) {
    Token start = cursor.token();
    while (option()) {
      start = cursor.token();
    }
    if (!partitionBy.isEmpty() && limit == 0) {
      throw cursor.error(start, "`partition by` needs a `limit`");
    }
    List<SortField> effective = descending ? by.stream().map(SortField::reversed).toList() : by;
    boolean wholeRows = descending && by.isEmpty();
    return new SortPipe(
        effective,
        wholeRows ? Direction.DESCENDING : Direction.ASCENDING,
        partitionBy,
        offset,
        limit,
        rank);
  }

  private boolean option() {
    Token word = cursor.token();
    if (cursor.acceptWord("offset")) {
      once(word, offset == 0);
      offset = lists.count("`offset`");
    } else if (cursor.acceptWord("limit")) {
      once(word, limit == 0);
      limit = lists.count("`limit`");
    } else if (cursor.acceptWord("rank")) {
      rank = SortPipes.rankName(cursor, lists);
    } else if (cursor.acceptWord("partition")) {
      once(word, partitionBy.isEmpty());
      cursor.acceptWord("by");
      partitionBy = lists.namesInParentheses("around the fields of `partition by`");
    } else {
      return false;
    }
    return true;
  }

  private void once(Token word, boolean first) {
    if (!first) {
      throw cursor.error(word, "`" + word.text() + "` is given twice");
    }
  }
}
