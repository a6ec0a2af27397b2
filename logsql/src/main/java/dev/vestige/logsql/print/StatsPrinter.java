package dev.vestige.logsql.print;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.stats.AvgFunc;
import dev.vestige.logsql.stats.CountEmptyFunc;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.CountUniqFunc;
import dev.vestige.logsql.stats.CountUniqHashFunc;
import dev.vestige.logsql.stats.HistogramFunc;
import dev.vestige.logsql.stats.JsonValuesFunc;
import dev.vestige.logsql.stats.MaxFunc;
import dev.vestige.logsql.stats.MedianFunc;
import dev.vestige.logsql.stats.MinFunc;
import dev.vestige.logsql.stats.QuantileFunc;
import dev.vestige.logsql.stats.RateFunc;
import dev.vestige.logsql.stats.RateSumFunc;
import dev.vestige.logsql.stats.RowAnyFunc;
import dev.vestige.logsql.stats.RowMaxFunc;
import dev.vestige.logsql.stats.RowMinFunc;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.logsql.stats.StatsItem;
import dev.vestige.logsql.stats.SumFunc;
import dev.vestige.logsql.stats.SumLenFunc;
import dev.vestige.logsql.stats.UniqValuesFunc;
import dev.vestige.logsql.stats.ValuesFunc;
import java.util.List;

/// The `stats` pipe and its functions.
final class StatsPrinter {
  private StatsPrinter() {}

  static void pipe(Printer out, StatsPipe stats) {
    out.text(stats.output() == StatsOutput.STATES ? "stats_remote " : "stats ");
    if (!stats.by().isEmpty()) {
      out.text("by (");
      Lists.separated(out, stats.by(), ", ", by -> byField(out, by));
      out.text(") ");
    }
    Lists.separated(out, stats.items(), ", ", item -> item(out, item));
  }

  private static void byField(Printer out, ByField by) {
    out.token(by.field());
    if (by.bucket() != null) {
      out.text(":").text(by.bucket().text());
    }
  }

  private static void item(Printer out, StatsItem item) {
    function(out, item.function());
    out.condition(item.condition()).text(" as ").token(item.resultName());
  }

  static void function(Printer out, StatsFunc function) {
    switch (function) {
      case AvgFunc avg -> patterns(out, "avg", avg.fields());
      case CountFunc count -> patterns(out, "count", count.fields());
      case CountEmptyFunc count -> patterns(out, "count_empty", count.fields());
      case CountUniqFunc uniq -> names(out, "count_uniq", uniq.fields(), uniq.limit());
      case CountUniqHashFunc uniq -> names(out, "count_uniq_hash", uniq.fields(), uniq.limit());
      case HistogramFunc histogram -> names(out, "histogram", List.of(histogram.field()), 0);
      case JsonValuesFunc json -> limited(out, "json_values", json.fields(), json.limit());
      case MaxFunc max -> patterns(out, "max", max.fields());
      case MedianFunc median -> patterns(out, "median", median.fields());
      case MinFunc min -> patterns(out, "min", min.fields());
      case QuantileFunc quantile ->
          withFirst(out, "quantile", quantile.phiText(), quantile.fields());
      case RateFunc _ -> out.text("rate()");
      case RateSumFunc rate -> patterns(out, "rate_sum", rate.fields());
      case RowAnyFunc row -> patterns(out, "row_any", row.fields());
      case RowMaxFunc row -> withFirst(out, "row_max", Quoting.token(row.by()), row.fields());
      case RowMinFunc row -> withFirst(out, "row_min", Quoting.token(row.by()), row.fields());
      case SumFunc sum -> patterns(out, "sum", sum.fields());
      case SumLenFunc sum -> patterns(out, "sum_len", sum.fields());
      case UniqValuesFunc uniq -> limited(out, "uniq_values", uniq.fields(), uniq.limit());
      case ValuesFunc values -> limited(out, "values", values.fields(), values.limit());
    }
  }

  private static void patterns(Printer out, String name, List<FieldPattern> fields) {
    out.text(name).text("(");
    Lists.patterns(out, fields);
    out.text(")");
  }

  private static void limited(Printer out, String name, List<FieldPattern> fields, long limit) {
    patterns(out, name, fields);
    limit(out, limit);
  }

  private static void names(Printer out, String name, List<String> fields, long limit) {
    out.text(name).text("(");
    Lists.names(out, fields);
    out.text(")");
    limit(out, limit);
  }

  private static void withFirst(Printer out, String name, String first, List<FieldPattern> fields) {
    out.text(name).text("(").text(first);
    if (!Lists.isAll(fields)) {
      out.text(", ");
      Lists.patterns(out, fields);
    }
    out.text(")");
  }

  private static void limit(Printer out, long limit) {
    if (limit > 0) {
      out.text(" limit ").number(limit);
    }
  }
}
