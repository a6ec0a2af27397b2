package dev.vestige.logsql.exec.order;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;

/// Makes the stages of the pipes that order, cut and combine rows.
public final class OrderStages {
  private OrderStages() {}

  @SuppressWarnings("UnusedVariable")
  public static BlockSink of(Pipe pipe, StageContext context, BlockSink next) {
    return switch (pipe) {
      case LimitPipe limit -> new SliceStage(0, limit.count(), next);
      case OffsetPipe offset -> new SliceStage(offset.count(), Long.MAX_VALUE, next);
      default ->
          throw VestigeException.invalidInput(
              "this version does not run the pipe `%s` yet"
                  .formatted(pipe.getClass().getSimpleName().replace("Pipe", "")));
    };
  }
}
