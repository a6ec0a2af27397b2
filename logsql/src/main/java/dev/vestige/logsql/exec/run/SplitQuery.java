package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.NeededFields;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.field.SpanFields;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the nodes of a cluster do of a query, and what is left for the one that was asked. Nodes
/// run the pipes that look at one row at a time. Of the first other one they do what makes fewer
/// rows: `stats` up to its states, the first rows of a sort, no more rows than a limit, each trace
/// once in front of `trace_spans`.
///
/// @param remote what the nodes run
/// @param fields that are needed of their answers
/// @param merged whose states the nodes answer with, if they do
/// @param local the pipes that come behind
record SplitQuery(
    Query remote, List<FieldPattern> fields, Optional<StatsPipe> merged, List<Pipe> local) {
  SplitQuery {
    fields = List.copyOf(fields);
    local = List.copyOf(local);
  }

  /// @param query whose filter has what the request said besides
  static SplitQuery of(Query query) {
    int first = 0;
    List<Pipe> pipes = query.pipes();
    while (first < pipes.size() && RowLocalPipes.contains(pipes.get(first))) {
      first++;
    }
    List<Pipe> remote = new ArrayList<>(pipes.subList(0, first));
    List<Pipe> local = pipes.subList(first, pipes.size());
    if (!local.isEmpty()
        && local.getFirst() instanceof StatsPipe stats
        && stats.output() == StatsOutput.RESULTS) {
      remote.add(new StatsPipe(stats.by(), stats.items(), StatsOutput.STATES));
      return new SplitQuery(
          part(query, remote),
          List.of(FieldPattern.ALL),
          Optional.of(stats),
          local.subList(1, local.size()));
    }
    local.stream().findFirst().flatMap(SplitQuery::narrowed).ifPresent(remote::add);
    FieldSet needed = NeededFields.byPipes(new Query(query.options(), query.filter(), local));
    return new SplitQuery(
        part(query, remote), List.copyOf(needed.wanted()), Optional.empty(), local);
  }

  private static Query part(Query query, List<Pipe> pipes) {
    return new Query(new QueryOptions(query.options().concurrency(), false), query.filter(), pipes);
  }

  /// A pipe that leaves of some rows those that the given one may leave of more.
  private static Optional<Pipe> narrowed(Pipe pipe) {
    if (pipe instanceof LimitPipe) {
      return Optional.of(pipe);
    }
    if (pipe instanceof TraceSpansPipe) {
      return Optional.of(new UniqPipe(List.of(SpanFields.TRACE_ID), false, 0));
    }
    if (pipe instanceof SortPipe sort
        && sort.limit() > 0
        && sort.rankField() == null
        && sort.offset() <= Long.MAX_VALUE - sort.limit()) {
      return Optional.of(
          new SortPipe(
              sort.by(),
              sort.wholeRows(),
              sort.partitionBy(),
              0,
              sort.offset() + sort.limit(),
              null));
    }
    return Optional.empty();
  }
}
