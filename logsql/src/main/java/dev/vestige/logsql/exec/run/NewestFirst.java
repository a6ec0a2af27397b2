package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.CopyPipe;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.HashPipe;
import dev.vestige.logsql.pipe.JsonArrayLenPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LenPipe;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.RenamePipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import java.util.List;

/// Finds pipes that want the newest rows by `_time` only: older blocks need not be looked at.
final class NewestFirst {
  private static final SortField NEWEST = new SortField(FieldNames.TIME, Direction.DESCENDING);

  private NewestFirst() {}

  /// Whether the first pipe that looks at several rows takes the newest ones of stored rows, by the
  /// `_time` they have in storage.
  static boolean isWanted(List<Pipe> pipes) {
    for (Pipe pipe : pipes) {
      switch (pipe) {
        case SortPipe sort -> {
          return takesNewest(sort);
        }
        case FirstPipe first -> {
          return takesNewest(first.toSort());
        }
        case LastPipe last -> {
          return takesNewest(last.toSort());
        }
        case Pipe other -> {
          if (!keepsTime(other)) {
            return false;
          }
        }
      }
    }
    return false;
  }

  private static boolean takesNewest(SortPipe sort) {
    return sort.limit() > 0
        && sort.partitionBy().isEmpty()
        && !sort.by().isEmpty()
        && sort.by().getFirst().equals(NEWEST);
  }

  private static boolean hasTime(List<FieldPattern> fields) {
    return fields.stream().anyMatch(field -> field.matches(FieldNames.TIME));
  }

  /// Whether rows surely leave the pipe with the `_time` they came with.
  private static boolean keepsTime(Pipe pipe) {
    return switch (pipe) {
      case FieldsPipe fields -> hasTime(fields.fields());
      case DeletePipe delete -> !hasTime(delete.fields());
      case FilterPipe _, SamplePipe _ -> true;
      case CopyPipe copy ->
          copy.mappings().stream().noneMatch(mapping -> mapping.to().matches(FieldNames.TIME));
      case RenamePipe rename ->
          rename.mappings().stream()
              .noneMatch(mapping ->
                  mapping.to().matches(FieldNames.TIME) || mapping.from().matches(FieldNames.TIME));
      case MathPipe math ->
          math.assignments().stream()
              .noneMatch(assignment -> assignment.resultField().equals(FieldNames.TIME));
      case FormatPipe format -> !format.resultField().equals(FieldNames.TIME);
      case HashPipe hash -> !hash.resultField().equals(FieldNames.TIME);
      case LenPipe len -> !len.resultField().equals(FieldNames.TIME);
      case JsonArrayLenPipe len -> !len.resultField().equals(FieldNames.TIME);
      case Pipe _ -> false;
    };
  }
}
