package dev.vestige.logsql.print;

import dev.vestige.logsql.filter.AnyCasePhraseFilter;
import dev.vestige.logsql.filter.AnyCasePrefixFilter;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.EmptyValueFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.Ipv4RangeFilter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LengthRangeFilter;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.PrefixFilter;
import dev.vestige.logsql.filter.RangeFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.filter.SequenceFilter;
import dev.vestige.logsql.filter.StringComparisonFilter;
import dev.vestige.logsql.filter.StringRangeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.ValueTypeFilter;
import dev.vestige.logsql.value.Ipv4;

/// What stands behind `field:`.
final class FieldFilterPrinter {
  private FieldFilterPrinter() {}

  static void condition(Printer out, FieldFilter filter) {
    switch (filter) {
      case AnyValueFilter _ -> out.text("*");
      case EmptyValueFilter _ -> out.text("\"\"");
      case PhraseFilter phrase -> out.token(phrase.phrase());
      case PrefixFilter prefix -> out.token(prefix.prefix()).text("*");
      case ExactFilter exact -> out.text("=").token(exact.value());
      case ExactPrefixFilter exact -> out.text("=").token(exact.prefix()).text("*");
      case InFilter in -> values(out, "in", in.values());
      case ContainsAllFilter contains -> values(out, "contains_all", contains.values());
      case ContainsAnyFilter contains -> values(out, "contains_any", contains.values());
      case AnyCasePhraseFilter phrase -> call(out, "i", phrase.phrase());
      case AnyCasePrefixFilter prefix -> anyCasePrefix(out, prefix.prefix());
      case SequenceFilter sequence -> {
        out.text("seq(");
        Lists.values(out, sequence.phrases());
        out.text(")");
      }
      case RegexpFilter regexp -> out.text("~").token(regexp.pattern());
      case RangeFilter range -> out.text(range.text());
      case StringComparisonFilter comparison ->
          out.text(comparison.comparison().symbol()).token(comparison.bound());
      case StringRangeFilter range -> call(out, "string_range", range.min(), range.max());
      case Ipv4RangeFilter range ->
          call(out, "ipv4_range", Ipv4.format(range.min()), Ipv4.format(range.max()));
      case LengthRangeFilter range ->
          call(out, "len_range", String.valueOf(range.min()), length(range.max()));
      case ValueTypeFilter type -> call(out, "value_type", type.type());
      case EqFieldFilter eq -> call(out, "eq_field", eq.other());
      case LeFieldFilter le -> call(out, "le_field", le.other());
      case LtFieldFilter lt -> call(out, "lt_field", lt.other());
    }
  }

  private static void anyCasePrefix(Printer out, String prefix) {
    out.text("i(");
    if (!prefix.isEmpty()) {
      out.token(prefix);
    }
    out.text("*)");
  }

  private static String length(long length) {
    return length == Long.MAX_VALUE ? "inf" : String.valueOf(length);
  }

  private static void values(Printer out, String function, ValueSource values) {
    out.text(function);
    FilterPrinter.valueSource(out, values);
  }

  private static void call(Printer out, String function, String argument) {
    out.text(function).text("(").token(argument).text(")");
  }

  private static void call(Printer out, String function, String first, String second) {
    out.text(function).text("(").token(first).text(", ").token(second).text(")");
  }
}
