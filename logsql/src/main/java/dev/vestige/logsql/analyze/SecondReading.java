package dev.vestige.logsql.analyze;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import java.util.List;

/// Whether `trace_where` may ask for the rows in front of it a second time, so that it need not
/// hold those of all traces until it knows which match. They must be the same rows again, and still
/// be those of their traces: pipes in front may only choose rows and fields.
public final class SecondReading {
  private SecondReading() {}

  /// Whether the pipe with this number is one that reads twice.
  public static boolean isPossible(Query query, int number) {
    return query.pipes().get(number) instanceof TraceWherePipe
        && query.pipes().subList(0, number).stream().allMatch(SecondReading::onlyChooses)
        && Subqueries.of(front(query, number)).isEmpty();
  }

  private static boolean onlyChooses(Pipe pipe) {
    return pipe instanceof FilterPipe
        || pipe instanceof FieldsPipe
        || pipe instanceof DeletePipe
        || pipe instanceof TraceSpansPipe;
  }

  /// What gives the rows in front of the pipe.
  public static Query front(Query query, int number) {
    return new Query(
        query.options(), query.filter(), List.copyOf(query.pipes().subList(0, number)));
  }
}
