package dev.vestige.logsql.parse;

import com.google.re2j.Pattern;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.CollapseNumsPipe;
import dev.vestige.logsql.pipe.DecolorizePipe;
import dev.vestige.logsql.pipe.ExtractPipe;
import dev.vestige.logsql.pipe.ExtractRegexpPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.HashPipe;
import dev.vestige.logsql.pipe.JsonArrayLenPipe;
import dev.vestige.logsql.pipe.LenPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.ReplacePipe;
import dev.vestige.logsql.pipe.ReplaceRegexpPipe;
import dev.vestige.logsql.pipe.Template;
import dev.vestige.logsql.pipe.WriteMode;
import org.jspecify.annotations.Nullable;

/// Pipes that compute a value from others. The name of the pipe is already behind the cursor.
final class TransformPipes {
  private final Cursor cursor;
  private final FieldLists lists;

  TransformPipes(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
  }

  Pipe collapseNums() {
    @Nullable Filter condition = lists.condition();
    String field = lists.nameAfter("at", FieldNames.MESSAGE);
    return new CollapseNumsPipe(condition, field, cursor.acceptWord("prettify"));
  }

  Pipe decolorize() {
    return new DecolorizePipe(
        cursor.atEndOfPipe()
            ? FieldNames.MESSAGE
            : lists.name("the name of a field for `decolorize`"));
  }

  Pipe extract() {
    @Nullable Filter condition = lists.condition();
    Token pattern = cursor.compound(Stops.NAME, "a pattern for `extract`");
    Template template = TemplateParser.forExtract(cursor, pattern);
    return new ExtractPipe(
        condition, template, lists.nameAfter("from", FieldNames.MESSAGE), writeMode());
  }

  Pipe extractRegexp() {
    @Nullable Filter condition = lists.condition();
    Token pattern = cursor.compound(Stops.NAME, "a regular expression for `extract_regexp`");
    Pattern compiled = Regexps.check(cursor, pattern);
    if (compiled.namedGroups().isEmpty()) {
      throw cursor.error(
          pattern,
          "`extract_regexp` needs a named group such as `(?P<name>...)`, got `"
              + pattern.text()
              + "`");
    }
    return new ExtractRegexpPipe(
        condition, pattern.text(), lists.nameAfter("from", FieldNames.MESSAGE), writeMode());
  }

  Pipe format() {
    @Nullable Filter condition = lists.condition();
    Token pattern = cursor.compound(Stops.NAME, "a pattern for `format`");
    Template template = TemplateParser.forFormat(cursor, pattern);
    return new FormatPipe(
        condition, template, lists.nameAfter("as", FieldNames.MESSAGE), writeMode());
  }

  private WriteMode writeMode() {
    if (cursor.acceptWord("keep_original_fields")) {
      return WriteMode.KEEP_ORIGINAL_FIELDS;
    }
    return cursor.acceptWord("skip_empty_results")
        ? WriteMode.SKIP_EMPTY_RESULTS
        : WriteMode.OVERWRITE;
  }

  Pipe hash() {
    return new HashPipe(lists.nameOrInParentheses("hash"), lists.result(FieldNames.MESSAGE));
  }

  Pipe len() {
    return new LenPipe(lists.nameOrInParentheses("len"), lists.result(FieldNames.MESSAGE));
  }

  Pipe jsonArrayLen() {
    return new JsonArrayLenPipe(
        lists.nameOrInParentheses("json_array_len"), lists.result(FieldNames.MESSAGE));
  }

  Pipe replace() {
    @Nullable Filter condition = lists.condition();
    cursor.expect("(", "in front of the texts of `replace`");
    Token oldText = cursor.compound(Stops.NAME, "the text to replace");
    cursor.expect(",", "between the texts of `replace`");
    Token newText = cursor.compound(Stops.NAME, "the text to put in");
    cursor.expect(")", "behind the texts of `replace`");
    String field = lists.nameAfter("at", FieldNames.MESSAGE);
    return new ReplacePipe(condition, oldText.text(), newText.text(), field, lists.limit());
  }

  Pipe replaceRegexp() {
    @Nullable Filter condition = lists.condition();
    cursor.expect("(", "in front of the arguments of `replace_regexp`");
    Token pattern = cursor.compound(Stops.NAME, "a regular expression for `replace_regexp`");
    Regexps.check(cursor, pattern);
    cursor.expect(",", "between the arguments of `replace_regexp`");
    Token replacement = cursor.compound(Stops.NAME, "the text to put in");
    cursor.expect(")", "behind the arguments of `replace_regexp`");
    String field = lists.nameAfter("at", FieldNames.MESSAGE);
    return new ReplaceRegexpPipe(
        condition, pattern.text(), replacement.text(), field, lists.limit());
  }
}
