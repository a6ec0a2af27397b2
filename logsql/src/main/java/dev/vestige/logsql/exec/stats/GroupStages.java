package dev.vestige.logsql.exec.stats;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsPipe;

/// Makes the stages of the pipes that group and count rows.
public final class GroupStages {
  private GroupStages() {}

  public static BlockSink of(Pipe pipe, StageContext context, BlockSink next) {
    return switch (pipe) {
      case StatsPipe stats -> new CountStage(stats, context.filters(), context.workers(), next);
      default ->
          throw VestigeException.invalidInput(
              "this version does not run the pipe `%s` yet"
                  .formatted(pipe.getClass().getSimpleName().replace("Pipe", "")));
    };
  }
}
