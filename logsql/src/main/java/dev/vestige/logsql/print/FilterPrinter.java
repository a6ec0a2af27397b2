package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.value.Durations;
import java.util.List;
import java.util.Locale;

/// Filters and the operators between them.
final class FilterPrinter {
  private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");

  private FilterPrinter() {}

  static void filter(Printer out, Filter filter) {
    switch (filter) {
      case MatchAllFilter _ -> out.text("*");
      case AndFilter and ->
          Lists.separated(out, and.filters(), " ", operand -> operandOfAnd(out, operand));
      case OrFilter or -> Lists.separated(out, or.filters(), " or ", out::filter);
      case NotFilter not -> negation(out, not.filter());
      case TimeFilter time -> out.time(time);
      case DayRangeFilter range -> dayRange(out, range);
      case WeekRangeFilter range -> weekRange(out, range);
      case StreamFilter stream -> {
        out.text("{");
        StreamPrinter.selector(out, stream.selector());
        out.text("}");
      }
      case StreamIdFilter ids -> streamIds(out, ids.ids());
      case AnyValueFilter any -> out.token(any.field()).text(":*");
      case FieldFilter field -> {
        if (!field.field().equals(FieldNames.MESSAGE)) {
          out.token(field.field()).text(":");
        }
        FieldFilterPrinter.condition(out, field);
      }
    }
  }

  private static void operandOfAnd(Printer out, Filter operand) {
    if (operand instanceof OrFilter) {
      out.text("(").filter(operand).text(")");
    } else {
      out.filter(operand);
    }
  }

  private static void negation(Printer out, Filter operand) {
    if (operand instanceof OrFilter || operand instanceof AndFilter) {
      out.text("!(").filter(operand).text(")");
    } else {
      out.text("!").filter(operand);
    }
  }

  private static void dayRange(Printer out, DayRangeFilter range) {
    out.text("_time:day_range").text(range.startIncluded() ? "[" : "(");
    out.text(clock(range.startMinute())).text(", ").text(clock(range.endMinute()));
    out.text(range.endIncluded() ? "]" : ")");
    offset(out, range.offsetNanos());
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  private static void weekRange(Printer out, WeekRangeFilter range) {
    out.text("_time:week_range").text(range.firstIncluded() ? "[" : "(");
    out.text(DAYS.get(range.firstDay())).text(", ").text(DAYS.get(range.lastDay()));
    out.text(range.lastIncluded() ? "]" : ")");
    offset(out, range.offsetNanos());
  }

  private static void offset(Printer out, long nanos) {
    if (nanos != 0) {
      out.text(" offset ").text(Durations.format(nanos));
    }
  }

  private static void streamIds(Printer out, ValueSource ids) {
    out.text("_stream_id:");
    if (ids instanceof ListedValues listed && listed.values().size() == 1) {
      out.token(listed.values().getFirst());
    } else {
      out.text("in");
      valueSource(out, ids);
    }
  }

  static void valueSource(Printer out, ValueSource source) {
    out.text("(");
    switch (source) {
      case ListedValues listed -> Lists.values(out, listed.values());
      case SubqueryValues subquery -> out.query(subquery.query());
    }
    out.text(")");
  }
}
