package dev.vestige.logsql.exec;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import java.util.ArrayList;
import java.util.List;

/// What a limit means that came beside a query instead of in it: the newest rows, if the query
/// picks rows.
public final class NewestRows {
  private NewestRows() {}

  /// The query with at most so many rows: the newest ones by `_time`, newest first, when it only
  /// picks rows and the answer has their `_time`; the first ones of its answer otherwise.
  ///
  /// @param offset how many of those rows are passed over
  public static Query of(Query query, long offset, long limit) {
    boolean picks =
        query.pipes().stream().allMatch(RowLocalPipes::contains)
            && query.pipes().stream().allMatch(NewestRows::showsTime);
    List<Pipe> pipes = new ArrayList<>(query.pipes());
    if (picks) {
      pipes.add(newest(offset, limit));
    } else {
      if (offset > 0) {
        pipes.add(new OffsetPipe(offset));
      }
      pipes.add(new LimitPipe(limit));
    }
    return new Query(query.options(), query.filter(), pipes);
  }

  private static Pipe newest(long offset, long limit) {
    return new SortPipe(
        List.of(new SortField(FieldNames.TIME, Direction.DESCENDING)),
        Direction.ASCENDING,
        List.of(),
        offset,
        limit,
        null);
  }

  private static boolean showsTime(Pipe pipe) {
    return switch (pipe) {
      case FieldsPipe fields -> hasTime(fields.fields());
      case DeletePipe delete -> !hasTime(delete.fields());
      case Pipe _ -> true;
    };
  }

  private static boolean hasTime(List<FieldPattern> fields) {
    return fields.stream().anyMatch(field -> field.matches(FieldNames.TIME));
  }
}
