package dev.vestige.logsql.generate;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Random `stats` pipes.
final class StatsGenerator {
  private static final List<String> BUCKETS =
      List.of("1d", "1h offset 2h", "10", "0.5", "10KiB offset -3", "/24", "week", "month", "day");

  private final QueryGenerator queries;
  private final Choice choice;

  StatsGenerator(QueryGenerator queries) {
    this.queries = queries;
    this.choice = queries.choice();
  }

  StatsPipe pipe(int depth) {
    List<ByField> by = choice.list(0, 2, this::byField);
    Set<String> taken = new HashSet<>();
    by.forEach(field -> taken.add(field.field()));
    List<StatsItem> items = choice.list(1, 3, () -> item(depth, taken));
    return new StatsPipe(by, items, StatsOutput.RESULTS);
  }

  private ByField byField() {
    if (choice.oneIn(3)) {
      StatsPipe bucketed =
          (StatsPipe)
              queries
                  .parsedQuery("* | stats by (b:" + choice.of(BUCKETS) + ") count() n")
                  .pipes()
                  .getFirst();
      return new ByField(queries.field(), bucketed.by().getFirst().bucket());
    }
    return new ByField(queries.field(), null);
  }

  private StatsItem item(int depth, Set<String> taken) {
    String name = queries.field();
    while (!taken.add(name)) {
      name += "_";
    }
    return new StatsItem(function(), queries.condition(depth), name);
  }

  private long limit() {
    return choice.oneIn(3) ? 1 + choice.below(5) : 0;
  }

  private StatsFunc function() {
    return switch (choice.below(20)) {
      case 0 -> new AvgFunc(queries.patternsOrAll());
      case 1 -> new CountFunc(queries.patternsOrAll());
      case 2 -> new CountEmptyFunc(queries.patternsOrAll());
      case 3 -> new CountUniqFunc(queries.fields(), limit());
      case 4 -> new CountUniqHashFunc(queries.fields(), limit());
      case 5 -> new HistogramFunc(queries.field());
      case 6 -> new JsonValuesFunc(queries.patternsOrAll(), limit());
      case 7 -> new MaxFunc(queries.patternsOrAll());
      case 8 -> new MedianFunc(queries.patternsOrAll());
      case 9 -> new MinFunc(queries.patternsOrAll());
      case 10 -> new QuantileFunc(0.25, "0.25", queries.patternsOrAll());
      case 11 -> new RateFunc();
      case 12 -> new RateSumFunc(queries.patternsOrAll());
      case 13 -> new RowAnyFunc(queries.patternsOrAll());
      case 14 -> new RowMaxFunc(queries.field(), queries.patternsOrAll());
      case 15 -> new RowMinFunc(queries.field(), queries.patternsOrAll());
      case 16 -> new SumFunc(queries.patternsOrAll());
      case 17 -> new SumLenFunc(queries.patternsOrAll());
      case 18 -> new UniqValuesFunc(queries.patternsOrAll(), limit());
      default -> new ValuesFunc(queries.patternsOrAll(), limit());
    };
  }
}
