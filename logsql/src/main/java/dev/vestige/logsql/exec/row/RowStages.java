package dev.vestige.logsql.exec.row;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.Pipe;

/// Makes the stages of the pipes that look at one row at a time.
public final class RowStages {
  private RowStages() {}

  public static BlockSink of(Pipe pipe, StageContext context, BlockSink next) {
    return switch (pipe) {
      case FieldsPipe fields ->
          new KeptFieldsStage(
              field -> fields.fields().stream().anyMatch(pattern -> pattern.matches(field)), next);
      case DeletePipe delete ->
          new KeptFieldsStage(
              field -> delete.fields().stream().noneMatch(pattern -> pattern.matches(field)), next);
      case FilterPipe filter -> new FilterStage(filter.filter(), context, next);
      default ->
          throw VestigeException.invalidInput(
              "this version does not run the pipe `%s` yet"
                  .formatted(pipe.getClass().getSimpleName().replace("Pipe", "")));
    };
  }
}
