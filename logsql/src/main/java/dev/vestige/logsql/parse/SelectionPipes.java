package dev.vestige.logsql.parse;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.logsql.pipe.CopyPipe;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldMapping;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.JoinKind;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.RenamePipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.pipe.UnionPipe;
import dev.vestige.logsql.value.Durations;
import java.util.List;

/// Pipes that pick fields, rows or other rows. The name of the pipe is already behind the cursor.
final class SelectionPipes {
  private final Cursor cursor;
  private final FieldLists lists;
  private final QueryParser queries;

  SelectionPipes(Cursor cursor, FieldLists lists, QueryParser queries) {
    this.cursor = cursor;
    this.lists = lists;
    this.queries = queries;
  }

  Pipe blocksCount() {
    return new BlocksCountPipe(lists.result(BlocksCountPipe.DEFAULT_RESULT));
  }

  Pipe fieldNames() {
    return new FieldNamesPipe(lists.result(FieldNamesPipe.DEFAULT_RESULT));
  }

  Pipe fieldValues() {
    return new FieldValuesPipe(lists.nameOrInParentheses("field_values"), lists.limit());
  }

  Pipe fields() {
    return new FieldsPipe(
        lists.commaSeparated(() -> lists.pattern("the name of a field for `fields`")));
  }

  Pipe delete() {
    return new DeletePipe(
        lists.commaSeparated(() -> lists.pattern("the name of a field for `delete`")));
  }

  Pipe copy() {
    return new CopyPipe(lists.commaSeparated(() -> mapping("copy")));
  }

  Pipe rename() {
    return new RenamePipe(lists.commaSeparated(() -> mapping("rename")));
  }

  private FieldMapping mapping(String pipe) {
    FieldPattern from = lists.pattern("the name of a field for `" + pipe + "`");
    cursor.acceptWord("as");
    Token target = cursor.token();
    FieldPattern to = lists.pattern("the new name of a field for `" + pipe + "`");
    if (to.isPrefix() && !from.isPrefix()) {
      throw cursor.error(
          target, "`" + pipe + "` maps a name to a name, and a prefix to either, as `a* as b*`");
    }
    return new FieldMapping(from, to);
  }

  Pipe limit() {
    return new LimitPipe(cursor.atEndOfPipe() ? LimitPipe.DEFAULT_COUNT : lists.amount("`limit`"));
  }

  Pipe offset() {
    return new OffsetPipe(lists.amount("`offset`"));
  }

  Pipe sample() {
    Token start = cursor.token();
    long rate = lists.amount("`sample`");
    if (rate == 0) {
      throw cursor.error(start, "`sample` needs a number above 0, got `" + start.text() + "`");
    }
    return new SamplePipe(rate);
  }

  FacetsPipe facets() {
    long limit = FacetsPipe.DEFAULT_LIMIT;
    if (startsNumber()) {
      limit = positive("`facets`");
    }
    long maxValues = FacetsPipe.DEFAULT_MAX_VALUES_PER_FIELD;
    long maxLength = FacetsPipe.DEFAULT_MAX_VALUE_LENGTH;
    boolean keep = false;
    while (true) {
      if (cursor.acceptWord("max_values_per_field")) {
        maxValues = positive("`max_values_per_field`");
      } else if (cursor.acceptWord("max_value_len")) {
        maxLength = positive("`max_value_len`");
      } else if (cursor.acceptWord("keep_const_fields")) {
        keep = true;
      } else {
        return new FacetsPipe(limit, maxValues, maxLength, keep);
      }
    }
  }

  private boolean startsNumber() {
    return FloorNumbers.startsHere(cursor);
  }

  private long positive(String what) {
    return FloorNumbers.parse(cursor, what, 1);
  }

  Pipe join() {
    if (cursor.atWord("by") || cursor.atWord("on")) {
      cursor.advance();
    }
    Token list = cursor.token();
    List<String> by = lists.namesInParentheses("around the fields of `join`");
    if (by.isEmpty()) {
      throw cursor.error(list, "`join` needs at least one field");
    }
    Query query = queries.queryInParentheses("`join`");
    JoinKind kind = cursor.acceptWord("inner") ? JoinKind.INNER : JoinKind.LEFT;
    String prefix =
        cursor.acceptWord("prefix")
            ? cursor.compound(Stops.NAME, "a prefix after `prefix`").text()
            : "";
    return new JoinPipe(by, query, kind, prefix);
  }

  Pipe union() {
    return new UnionPipe(queries.queryInParentheses("`union`"));
  }

  Pipe streamContext() {
    long before = -1;
    long after = -1;
    while (true) {
      if (cursor.acceptWord("before")) {
        before = FloorNumbers.parse(cursor, "`before`", 0);
      } else if (cursor.acceptWord("after")) {
        after = FloorNumbers.parse(cursor, "`after`", 0);
      } else {
        break;
      }
    }
    if (before < 0 && after < 0) {
      throw cursor.expected("`before n` or `after n` in `stream_context`");
    }
    return new StreamContextPipe(Math.max(0, before), Math.max(0, after), window());
  }

  private long window() {
    if (!cursor.acceptWord("time_window")) {
      return StreamContextPipe.DEFAULT_WINDOW_NANOS;
    }
    Token token = cursor.compound(Stops.NAME, "a duration after `time_window`");
    long nanos = Durations.parse(token.text());
    if (nanos == Durations.NONE || nanos <= 0) {
      throw cursor.error(
          token, "`time_window` needs a positive duration, got `" + token.text() + "`");
    }
    return nanos;
  }
}
