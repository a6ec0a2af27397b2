package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.UnpackJsonPipe;
import dev.vestige.logsql.pipe.UnpackLogfmtPipe;
import dev.vestige.logsql.pipe.UnpackSyslogPipe;
import dev.vestige.logsql.pipe.UnpackWordsPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import dev.vestige.logsql.value.Durations;
import java.util.List;

/// Pipes between one field and many.
final class UnpackPrinter {
  private UnpackPrinter() {}

  static void pack(Printer out, String name, List<FieldPattern> fields, String resultField) {
    out.text(name);
    fields(out, fields);
    TransformPrinter.unlessMessage(out, " as ", resultField);
  }

  static void json(Printer out, UnpackJsonPipe unpack) {
    out.text("unpack_json").condition(unpack.condition());
    TransformPrinter.unlessMessage(out, " from ", unpack.from());
    fields(out, unpack.fields());
    prefix(out, unpack.resultPrefix());
    TransformPrinter.mode(out, unpack.mode());
  }

  static void logfmt(Printer out, UnpackLogfmtPipe unpack) {
    out.text("unpack_logfmt").condition(unpack.condition());
    TransformPrinter.unlessMessage(out, " from ", unpack.from());
    fields(out, unpack.fields());
    prefix(out, unpack.resultPrefix());
    TransformPrinter.mode(out, unpack.mode());
  }

  static void syslog(Printer out, UnpackSyslogPipe unpack) {
    out.text("unpack_syslog").condition(unpack.condition());
    TransformPrinter.unlessMessage(out, " from ", unpack.from());
    if (unpack.offsetNanos() != null) {
      out.text(" offset ").text(Durations.format(unpack.offsetNanos()));
    }
    prefix(out, unpack.resultPrefix());
    TransformPrinter.mode(out, unpack.mode());
  }

  static void words(Printer out, UnpackWordsPipe unpack) {
    out.text("unpack_words");
    TransformPrinter.unlessMessage(out, " from ", unpack.from());
    if (!unpack.resultField().equals(unpack.from())) {
      out.text(" as ").token(unpack.resultField());
    }
    if (unpack.dropDuplicates()) {
      out.text(" drop_duplicates");
    }
  }

  static void unroll(Printer out, UnrollPipe unroll) {
    out.text("unroll").condition(unroll.condition()).text(" by (");
    Lists.names(out, unroll.by());
    out.text(")");
  }

  private static void fields(Printer out, List<FieldPattern> fields) {
    if (!Lists.isAll(fields)) {
      out.text(" fields (");
      Lists.patterns(out, fields);
      out.text(")");
    }
  }

  private static void prefix(Printer out, String prefix) {
    if (!prefix.isEmpty()) {
      out.text(" result_prefix ").token(prefix);
    }
  }
}
