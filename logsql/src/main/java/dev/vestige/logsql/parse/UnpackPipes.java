package dev.vestige.logsql.parse;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.PackJsonPipe;
import dev.vestige.logsql.pipe.PackLogfmtPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.UnpackJsonPipe;
import dev.vestige.logsql.pipe.UnpackLogfmtPipe;
import dev.vestige.logsql.pipe.UnpackSyslogPipe;
import dev.vestige.logsql.pipe.UnpackWordsPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import dev.vestige.logsql.pipe.WriteMode;
import dev.vestige.logsql.value.Durations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pipes between one field and many. The name of the pipe is already behind the cursor.
final class UnpackPipes {
  private final Cursor cursor;
  private final FieldLists lists;

  UnpackPipes(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
  }

  Pipe packJson() {
    return new PackJsonPipe(fields(), lists.result(FieldNames.MESSAGE));
  }

  Pipe packLogfmt() {
    return new PackLogfmtPipe(fields(), lists.result(FieldNames.MESSAGE));
  }

  /// `fields (a, b*)`; all fields when it is not there, is empty, or holds `*`.
  private List<FieldPattern> fields() {
    if (!cursor.acceptWord("fields")) {
      return List.of(FieldPattern.ALL);
    }
    List<FieldPattern> fields = lists.patternsInParentheses("after `fields`");
    boolean all = fields.isEmpty() || fields.contains(FieldPattern.ALL);
    return all ? List.of(FieldPattern.ALL) : fields;
  }

  Pipe unpackJson() {
    @Nullable Filter condition = lists.condition();
    String from = from("fields", "result_prefix", "keep_original_fields", "skip_empty_results");
    List<FieldPattern> fields = fields();
    return new UnpackJsonPipe(condition, from, fields, resultPrefix(), writeMode());
  }

  Pipe unpackLogfmt() {
    @Nullable Filter condition = lists.condition();
    String from = from("fields", "result_prefix", "keep_original_fields", "skip_empty_results");
    List<FieldPattern> fields = fields();
    return new UnpackLogfmtPipe(condition, from, fields, resultPrefix(), writeMode());
  }

  Pipe unpackSyslog() {
    @Nullable Filter condition = lists.condition();
    String from = from("offset", "result_prefix", "keep_original_fields");
    @Nullable Long offset = cursor.acceptWord("offset") ? offset() : null;
    String prefix = resultPrefix();
    boolean keep = cursor.acceptWord("keep_original_fields");
    return new UnpackSyslogPipe(
        condition,
        from,
        offset,
        prefix,
        keep ? WriteMode.KEEP_ORIGINAL_FIELDS : WriteMode.OVERWRITE);
  }

  private long offset() {
    Token token = cursor.compound(Stops.NAME, "a duration after `offset`");
    long nanos = Durations.parse(token.text());
    if (nanos == Durations.NONE) {
      throw cursor.error(token, "`offset` needs a duration, got `" + token.text() + "`");
    }
    return nanos;
  }

  /// `from name` or just `name`; `_msg` when the pipe ends here or goes on with one of the words.
  private String from(String... following) {
    boolean missing = cursor.atEndOfPipe();
    for (String word : following) {
      missing |= cursor.atWord(word);
    }
    if (missing) {
      return FieldNames.MESSAGE;
    }
    cursor.acceptWord("from");
    return lists.name("the name of a field after `from`");
  }

  private String resultPrefix() {
    if (!cursor.acceptWord("result_prefix")) {
      return "";
    }
    String prefix = cursor.compound(Stops.NAME, "a prefix after `result_prefix`").text();
    if (cursor.atWord("fields")) {
      throw cursor.error(cursor.token(), "`fields (...)` must stand in front of `result_prefix`");
    }
    return prefix;
  }

  private WriteMode writeMode() {
    if (cursor.acceptWord("keep_original_fields")) {
      return WriteMode.KEEP_ORIGINAL_FIELDS;
    }
    return cursor.acceptWord("skip_empty_results")
        ? WriteMode.SKIP_EMPTY_RESULTS
        : WriteMode.OVERWRITE;
  }

  Pipe unpackWords() {
    String from = from("drop_duplicates", "as");
    boolean named = !cursor.atEndOfPipe() && !cursor.atWord("drop_duplicates");
    String result = named ? lists.result(from) : from;
    return new UnpackWordsPipe(from, result, cursor.acceptWord("drop_duplicates"));
  }

  Pipe unroll() {
    @Nullable Filter condition = lists.condition();
    cursor.acceptWord("by");
    return new UnrollPipe(condition, lists.names("unroll"));
  }
}
