package dev.vestige.logsql.exec.order;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.pipe.UnionPipe;

/// Makes the stages of the pipes that order, cut and combine rows.
public final class OrderStages {
  private OrderStages() {}

  public static BlockSink of(Pipe pipe, StageContext context, BlockSink next) {
    return switch (pipe) {
      case LimitPipe limit -> new SliceStage(0, limit.count(), next);
      case OffsetPipe offset -> new SliceStage(offset.count(), Long.MAX_VALUE, next);
      case SortPipe sort -> new SortStage(sort, context, next);
      case FirstPipe first -> new SortStage(first.toSort(), context, next);
      case LastPipe last -> new SortStage(last.toSort(), context, next);
      case JoinPipe join -> JoinStage.of(join, context, next);
      case UnionPipe union -> new UnionStage(union, context, next);
      case StreamContextPipe around -> new StreamContextStage(around, context, next);
      default ->
          throw new VestigeException(
              ErrorKind.INTERNAL, "not a pipe that orders or combines rows: " + pipe);
    };
  }
}
