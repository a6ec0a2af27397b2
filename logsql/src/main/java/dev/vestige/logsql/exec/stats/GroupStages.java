package dev.vestige.logsql.exec.stats;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.BlockStatsPipe;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.UniqPipe;

/// Makes the stages of the pipes that group and count rows.
public final class GroupStages {
  private GroupStages() {}

  public static BlockSink of(Pipe pipe, StageContext context, BlockSink next) {
    return switch (pipe) {
      case StatsPipe stats -> new StatsStage(stats, context, next);
      case UniqPipe uniq -> HitsStage.uniq(uniq, context, next);
      case FieldValuesPipe values -> HitsStage.values(values, context, next);
      case TopPipe top -> HitsStage.top(top, context, next);
      case FacetsPipe facets -> new FacetsStage(facets, context, next);
      case FieldNamesPipe names -> new FieldNamesStage(names, context, next);
      case BlocksCountPipe count -> new BlocksCountStage(count, next);
      case BlockStatsPipe _ -> new BlockStatsStage(next);
      default ->
          throw new VestigeException(ErrorKind.INTERNAL, "not a pipe that groups rows: " + pipe);
    };
  }

  /// Merges the rows with which nodes answered the same `stats` with
  /// [dev.vestige.logsql.pipe.StatsOutput#STATES], and passes on the results.
  public static BlockSink merging(StatsPipe stats, StageContext context, BlockSink next) {
    return new StatsMergeStage(stats, context, next);
  }
}
