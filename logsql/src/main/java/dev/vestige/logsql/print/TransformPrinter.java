package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.pipe.CollapseNumsPipe;
import dev.vestige.logsql.pipe.DecolorizePipe;
import dev.vestige.logsql.pipe.ExtractPipe;
import dev.vestige.logsql.pipe.ExtractRegexpPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.pipe.ReplacePipe;
import dev.vestige.logsql.pipe.ReplaceRegexpPipe;
import dev.vestige.logsql.pipe.WriteMode;

/// Pipes that compute a value from others.
final class TransformPrinter {
  private TransformPrinter() {}

  static void collapseNums(Printer out, CollapseNumsPipe collapse) {
    out.text("collapse_nums").condition(collapse.condition());
    unlessMessage(out, " at ", collapse.field());
    if (collapse.prettify()) {
      out.text(" prettify");
    }
  }

  static void decolorize(Printer out, DecolorizePipe decolorize) {
    out.text("decolorize");
    unlessMessage(out, " ", decolorize.field());
  }

  static void extract(Printer out, ExtractPipe extract) {
    out.text("extract").condition(extract.condition());
    out.text(" ").quoted(extract.pattern().text());
    unlessMessage(out, " from ", extract.from());
    mode(out, extract.mode());
  }

  static void extractRegexp(Printer out, ExtractRegexpPipe extract) {
    out.text("extract_regexp").condition(extract.condition());
    out.text(" ").quoted(extract.pattern());
    unlessMessage(out, " from ", extract.from());
    mode(out, extract.mode());
  }

  static void format(Printer out, FormatPipe format) {
    out.text("format").condition(format.condition());
    out.text(" ").quoted(format.pattern().text());
    unlessMessage(out, " as ", format.resultField());
    mode(out, format.mode());
  }

  static void call(Printer out, String function, String field, String resultField) {
    out.text(function).text("(").token(field).text(")");
    unlessMessage(out, " as ", resultField);
  }

  static void math(Printer out, MathPipe math) {
    out.text("math ");
    Lists.separated(
        out,
        math.assignments(),
        ", ",
        assignment ->
            out.math(assignment.expression()).text(" as ").token(assignment.resultField()));
  }

  static void replace(Printer out, ReplacePipe replace) {
    out.text("replace").condition(replace.condition());
    out.text(" (").token(replace.oldText()).text(", ").token(replace.newText()).text(")");
    unlessMessage(out, " at ", replace.field());
    limit(out, replace.limit());
  }

  static void replaceRegexp(Printer out, ReplaceRegexpPipe replace) {
    out.text("replace_regexp").condition(replace.condition());
    out.text(" (").token(replace.pattern()).text(", ").token(replace.replacement()).text(")");
    unlessMessage(out, " at ", replace.field());
    limit(out, replace.limit());
  }

  private static void limit(Printer out, long limit) {
    if (limit > 0) {
      out.text(" limit ").number(limit);
    }
  }

  /// The field with the word in front of it; nothing for `_msg`, which is the default.
  static void unlessMessage(Printer out, String word, String field) {
    if (!field.equals(FieldNames.MESSAGE)) {
      out.text(word).token(field);
    }
  }

  static void mode(Printer out, WriteMode mode) {
    switch (mode) {
      case OVERWRITE -> {}
      case KEEP_ORIGINAL_FIELDS -> out.text(" keep_original_fields");
      case SKIP_EMPTY_RESULTS -> out.text(" skip_empty_results");
    }
  }
}
