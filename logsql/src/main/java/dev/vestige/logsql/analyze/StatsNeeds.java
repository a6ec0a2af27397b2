package dev.vestige.logsql.analyze;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.ByField;
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

/// What `stats` needs.
final class StatsNeeds {
  private StatsNeeds() {}

  static FieldSet before(StatsPipe stats) {
    FieldSet needed = FieldSet.ofNames(stats.by().stream().map(ByField::field).toList());
    for (StatsItem item : stats.items()) {
      needed = RowNeeds.withCondition(plus(needed, item.function()), item.condition());
    }
    return needed;
  }

  private static FieldSet plus(FieldSet needed, StatsFunc function) {
    return switch (function) {
      case RateFunc _ -> needed;
      case CountFunc count -> isAll(count.fields()) ? needed : needed.plus(count.fields());
      case CountEmptyFunc count -> needed.plus(count.fields());
      case CountUniqFunc uniq -> needed.plusNames(uniq.fields());
      case CountUniqHashFunc uniq -> needed.plusNames(uniq.fields());
      case HistogramFunc histogram -> needed.plusNames(List.of(histogram.field()));
      case RowMaxFunc row -> needed.plusNames(List.of(row.by())).plus(row.fields());
      case RowMinFunc row -> needed.plusNames(List.of(row.by())).plus(row.fields());
      case AvgFunc avg -> needed.plus(avg.fields());
      case JsonValuesFunc json -> needed.plus(json.fields());
      case MaxFunc max -> needed.plus(max.fields());
      case MedianFunc median -> needed.plus(median.fields());
      case MinFunc min -> needed.plus(min.fields());
      case QuantileFunc quantile -> needed.plus(quantile.fields());
      case RateSumFunc rate -> needed.plus(rate.fields());
      case RowAnyFunc row -> needed.plus(row.fields());
      case SumFunc sum -> needed.plus(sum.fields());
      case SumLenFunc sum -> needed.plus(sum.fields());
      case UniqValuesFunc uniq -> needed.plus(uniq.fields());
      case ValuesFunc values -> needed.plus(values.fields());
    };
  }

  /// `count(*)` counts rows, whatever they hold.
  private static boolean isAll(List<FieldPattern> fields) {
    return fields.size() == 1 && fields.getFirst().isAll();
  }
}
