package dev.vestige.logsql.exec.stats.function;

import dev.vestige.logsql.exec.stats.function.CountState.Kind;
import dev.vestige.logsql.field.FieldPattern;
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
import dev.vestige.logsql.stats.SumFunc;
import dev.vestige.logsql.stats.SumLenFunc;
import dev.vestige.logsql.stats.UniqValuesFunc;
import dev.vestige.logsql.stats.ValuesFunc;
import java.util.List;

/// Makes the states of functions.
public final class FunctionStates {
  private final double seconds;
  private final boolean isGrouped;

  /// @param seconds what `rate` and `rate_sum` divide by
  /// @param isGrouped whether there are groups besides number 0
  public FunctionStates(double seconds, boolean isGrouped) {
    this.seconds = seconds;
    this.isGrouped = isGrouped;
  }

  /// The function that stands for all those which can be answered from the same state: functions
  /// with equal ones share it.
  public static StatsFunc shared(StatsFunc function) {
    return switch (function) {
      case RateFunc _ -> new CountFunc(List.of(FieldPattern.ALL));
      case AvgFunc avg -> new SumFunc(avg.fields());
      case RateSumFunc rate -> new SumFunc(rate.fields());
      case CountUniqHashFunc uniq -> new CountUniqFunc(uniq.fields(), uniq.limit());
      case QuantileFunc quantile when quantile.phi() <= 0 -> new MinFunc(quantile.fields());
      case QuantileFunc quantile when quantile.phi() >= 1 -> new MaxFunc(quantile.fields());
      case QuantileFunc quantile -> new MedianFunc(quantile.fields());
      case CountFunc _,
          CountEmptyFunc _,
          CountUniqFunc _,
          HistogramFunc _,
          JsonValuesFunc _,
          MaxFunc _,
          MedianFunc _,
          MinFunc _,
          RowAnyFunc _,
          RowMaxFunc _,
          RowMinFunc _,
          SumFunc _,
          SumLenFunc _,
          UniqValuesFunc _,
          ValuesFunc _ ->
          function;
    };
  }

  /// A state for one worker.
  public FunctionState make(StatsFunc function) {
    return switch (function) {
      case CountFunc count -> count(count.fields());
      case RateFunc _ -> count(List.of(FieldPattern.ALL));
      case CountEmptyFunc count ->
          new CountState(Kind.EMPTY, new FieldChoice(count.fields()), seconds);
      case SumFunc sum -> new SumState(new FieldChoice(sum.fields()), seconds);
      case AvgFunc avg -> new SumState(new FieldChoice(avg.fields()), seconds);
      case RateSumFunc rate -> new SumState(new FieldChoice(rate.fields()), seconds);
      case SumLenFunc sum -> new SumLenState(new FieldChoice(sum.fields()));
      case MinFunc min -> new ExtremeState(new FieldChoice(min.fields()), best(false, true));
      case MaxFunc max -> new ExtremeState(new FieldChoice(max.fields()), best(true, false));
      case MedianFunc median -> new QuantileState(new FieldChoice(median.fields()));
      case QuantileFunc quantile -> new QuantileState(new FieldChoice(quantile.fields()));
      case CountUniqFunc uniq -> new UniqState(uniq.fields(), uniq.limit(), isGrouped);
      case CountUniqHashFunc uniq -> new UniqState(uniq.fields(), uniq.limit(), isGrouped);
      case HistogramFunc histogram -> new HistogramState(histogram.field());
      case UniqValuesFunc uniq -> new UniqValuesState(new FieldChoice(uniq.fields()), uniq.limit());
      case ValuesFunc values ->
          new ItemsState(new FieldChoice(values.fields()), false, values.limit());
      case JsonValuesFunc values ->
          new ItemsState(new FieldChoice(values.fields()), true, values.limit());
      case RowAnyFunc row -> new RowAnyState(new FieldChoice(row.fields()));
      case RowMaxFunc row ->
          new RowExtremeState(row.by(), new FieldChoice(row.fields()), best(true, false));
      case RowMinFunc row ->
          new RowExtremeState(row.by(), new FieldChoice(row.fields()), best(false, false));
    };
  }

  private static BestValues best(boolean largest, boolean countsEmpty) {
    return new BestValues(largest, countsEmpty);
  }

  private FunctionState count(List<FieldPattern> fields) {
    boolean all = fields.stream().anyMatch(FieldPattern::isAll);
    return new CountState(all ? Kind.ALL : Kind.FILLED, new FieldChoice(fields), seconds);
  }
}
