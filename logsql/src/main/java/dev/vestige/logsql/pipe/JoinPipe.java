package dev.vestige.logsql.pipe;

import dev.vestige.logsql.Query;
import java.util.List;

/// `join by (a, b) (query) inner prefix p`: each row is extended by the fields of the query's rows
/// that have the same values of the `by` fields, once per such row. A missing field equals the
/// empty value. On a clash of names the row's own field wins.
///
/// @param by one or more fields
/// @param prefix put in front of the names of the query's fields, the `by` fields excepted
public record JoinPipe(List<String> by, Query query, JoinKind kind, String prefix) implements Pipe {
  public JoinPipe {
    by = List.copyOf(by);
  }
}
