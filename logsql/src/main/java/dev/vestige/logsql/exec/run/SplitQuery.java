package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.analyze.NeededFields;
import dev.vestige.logsql.analyze.RowLocalPipes;
import dev.vestige.logsql.exec.stats.GroupStages;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.field.SpanFields;
import dev.vestige.logsql.pipe.BlockStatsPipe;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the nodes of a cluster do of a query, and what is left for the one that was asked. Nodes
/// run the pipes that look at one row at a time. Of the first other one they do what makes fewer
/// rows: groups up to states, the first rows of a sort, no more rows than a limit, each trace once
/// in front of `trace_spans`.
///
/// @param remote what the nodes run
/// @param fields that are needed of their answers
/// @param merged the pipe whose answer is made of theirs, if there is one
/// @param local the pipes that come behind
record SplitQuery(
    Query remote, List<FieldPattern> fields, Optional<Pipe> merged, List<Pipe> local) {
  SplitQuery {
    fields = List.copyOf(fields);
    local = List.copyOf(local);
  }

  /// @param query whose filter has what the request said besides
  /// @param wanted fields of its answer
  static SplitQuery of(Query query, FieldSet wanted) {
    int first = 0;
    List<Pipe> pipes = query.pipes();
    while (first < pipes.size() && runsOnNodes(pipes.get(first))) {
      first++;
    }
    List<Pipe> remote = new ArrayList<>(pipes.subList(0, first));
    List<Pipe> local = pipes.subList(first, pipes.size());
    Optional<Pipe> merged = local.stream().findFirst().flatMap(GroupStages::remote);
    if (merged.isPresent()) {
      remote.add(merged.get());
      return new SplitQuery(
          part(query, remote),
          List.of(FieldPattern.ALL),
          Optional.of(local.getFirst()),
          local.subList(1, local.size()));
    }
    narrowed(local).ifPresent(remote::add);
    FieldSet needed = NeededFields.behind(query, first, wanted);
    return new SplitQuery(
        part(query, remote), List.copyOf(needed.wanted()), Optional.empty(), local);
  }

  /// Blocks are what nodes have, so `block_stats` is theirs.
  private static boolean runsOnNodes(Pipe pipe) {
    return RowLocalPipes.contains(pipe) || pipe instanceof BlockStatsPipe;
  }

  private static Query part(Query query, List<Pipe> pipes) {
    return new Query(new QueryOptions(query.options().concurrency(), false), query.filter(), pipes);
  }

  /// A pipe that leaves of some rows those that the given ones may leave of more.
  private static Optional<Pipe> narrowed(List<Pipe> pipes) {
    Pipe first = pipes.isEmpty() ? new OffsetPipe(0) : pipes.getFirst();
    return switch (first) {
      case LimitPipe _ -> Optional.of(first);
      case TraceSpansPipe _ -> Optional.of(new UniqPipe(List.of(SpanFields.TRACE_ID), false, 0));
      case SortPipe sort -> narrowed(sort);
      case FirstPipe best -> narrowed(best.toSort());
      case LastPipe best -> narrowed(best.toSort());
      case OffsetPipe(long skipped)
          when pipes.size() > 1
              && pipes.get(1) instanceof LimitPipe(long count)
              && skipped <= Long.MAX_VALUE - count ->
          Optional.of(new LimitPipe(skipped + count));
      case Pipe _ -> Optional.empty();
    };
  }

  private static Optional<Pipe> narrowed(SortPipe sort) {
    if (sort.limit() == 0 || sort.offset() > Long.MAX_VALUE - sort.limit()) {
      return Optional.empty();
    }
    long rows = sort.offset() + sort.limit();
    return Optional.of(
        new SortPipe(sort.by(), sort.wholeRows(), sort.partitionBy(), 0, rows, null));
  }
}
