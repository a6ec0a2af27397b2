package dev.vestige.logsql.exec.pipe;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsPipe;
import java.util.List;

/// Chains the stages of a query's pipes, from the last to the first.
public final class Stages {
  private Stages() {}

  public static BlockSink of(List<Pipe> pipes, BlockSink output, int workers, RunContext context) {
    BlockSink next = output;
    for (Pipe pipe : pipes.reversed()) {
      next = stage(pipe, next, workers, context);
    }
    return next;
  }

  private static BlockSink stage(Pipe pipe, BlockSink next, int workers, RunContext context) {
    FilterContext filters = FilterContext.computed(context.cancellation());
    return switch (pipe) {
      case FieldsPipe fields ->
          new KeptFieldsStage(
              field -> fields.fields().stream().anyMatch(pattern -> pattern.matches(field)), next);
      case DeletePipe delete ->
          new KeptFieldsStage(
              field -> delete.fields().stream().noneMatch(pattern -> pattern.matches(field)), next);
      case FilterPipe filter -> new FilterStage(filter.filter(), filters, workers, next);
      case LimitPipe limit -> new SliceStage(0, limit.count(), next);
      case OffsetPipe offset -> new SliceStage(offset.count(), Long.MAX_VALUE, next);
      case StatsPipe stats -> new CountStage(stats, filters, workers, next);
      default ->
          throw VestigeException.invalidInput(
              "this version does not run the pipe `%s` yet"
                  .formatted(pipe.getClass().getSimpleName().replace("Pipe", "")));
    };
  }
}
