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
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.Optional;

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
      case BlocksCountPipe count -> BlocksCountStage.of(count, next);
      case BlockStatsPipe _ -> new BlockStatsStage(next);
      default ->
          throw new VestigeException(ErrorKind.INTERNAL, "not a pipe that groups rows: " + pipe);
    };
  }

  /// What nodes run of a pipe, so that [#merging] can make its answer of what they answer. Not all
  /// pipes that look at several rows have such a form.
  public static Optional<Pipe> remote(Pipe pipe) {
    return switch (pipe) {
      case StatsPipe stats ->
          Optional.of(new StatsPipe(stats.by(), stats.items(), StatsOutput.STATES));
      case FacetsPipe facets -> Optional.of(facets.asStates());
      case TopPipe top -> Optional.of(counted(top));
      case UniqPipe _, FieldValuesPipe _, FieldNamesPipe _, BlocksCountPipe _ -> Optional.of(pipe);
      default -> Optional.empty();
    };
  }

  /// Merges the rows with which nodes answered [#remote], and passes on the answer of the pipe.
  public static BlockSink merging(Pipe pipe, StageContext context, BlockSink next) {
    return switch (pipe) {
      case StatsPipe stats -> new StatsMergeStage(stats, context, next);
      case FacetsPipe facets -> new FacetsMergeStage(facets, context, next);
      case TopPipe top -> HitsStage.merging(top, counted(top), context, next);
      case UniqPipe uniq when uniq.withHits() -> HitsStage.merging(uniq, context, next);
      case UniqPipe uniq -> HitsStage.uniq(uniq, context, next);
      case FieldValuesPipe values -> HitsStage.merging(values, context, next);
      case FieldNamesPipe names -> HitsStage.merging(names, context, next);
      case BlocksCountPipe count -> BlocksCountStage.merging(count, next);
      default ->
          throw new VestigeException(ErrorKind.INTERNAL, "not a pipe that is merged: " + pipe);
    };
  }

  /// All tuples, since the most frequent ones of all nodes may be rare on each.
  private static UniqPipe counted(TopPipe top) {
    return new UniqPipe(top.by(), true, 0);
  }
}
