package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.PartRunner;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RemoteNodes;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.stats.GroupStages;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.storage.SearchStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Answers queries from other nodes: each runs what it can of the query on its own rows, and what
/// they answer goes through the rest of the pipes here. [SplitQuery] says which does what. The
/// other nodes may do the same with nodes of theirs.
public final class ClusterRunner implements QueryRunner, PartRunner {
  private final RemoteNodes nodes;

  public ClusterRunner(RemoteNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public int workers() {
    return nodes.count();
  }

  /// A query with the values of the queries inside its filters, and which fields of its rows are
  /// wanted.
  private record Asked(
      Plan plan, RunContext context, Map<SubqueryValues, TextTable> answers, FieldSet wanted) {
    SplitQuery split() {
      return SplitQuery.of(plan.query(), wanted);
    }

    boolean isEmpty() {
      return plan.isEmpty(
          new FilterContext(FilterContext.Rows.STORED, answers, context.cancellation()));
    }

    QueryPart part(SplitQuery split) {
      return new QueryPart(split.remote(), split.fields(), Answers.listed(split.remote(), answers));
    }
  }

  private Asked asked(Query query, RunContext context) {
    Plan plan = Plan.of(query, context);
    return new Asked(plan, context, Answers.of(plan.query(), context, this), FieldSet.ALL);
  }

  private static Asked asked(QueryPart part, RunContext context) {
    return new Asked(
        Plan.of(part.query(), context),
        context,
        Answers.read(part.query(), part.answers()),
        FieldSet.of(part.fields()));
  }

  @Override
  public SearchStatistics run(Query query, RunContext context, BlockSink output) {
    return run(asked(query, context), output);
  }

  @Override
  public SearchStatistics run(QueryPart part, RunContext context, BlockSink output) {
    return run(asked(part, context), output);
  }

  @Override
  public SearchStatistics explain(
      Query query, RunContext context, ExplainMode mode, BlockSink output) {
    Plan plan = Plan.of(query, context);
    SplitQuery split = SplitQuery.of(plan.query(), FieldSet.ALL);
    Explanation explanation = new Explanation(plan);
    List<String> names = IntStream.range(0, nodes.count()).mapToObj(nodes::name).toList();
    explanation.asks(split.remote(), names);
    SearchStatistics statistics = SearchStatistics.NONE;
    if (mode == ExplainMode.ANALYZE) {
      statistics = run(asked(query, context), new DroppedRows(), explanation);
      explanation.read(statistics);
    }
    explanation.handOn(output);
    return statistics;
  }

  private SearchStatistics run(Asked asked, BlockSink output) {
    return run(asked, output, Probe.NONE);
  }

  private SearchStatistics run(Asked asked, BlockSink output, Probe probe) {
    Plan plan = asked.plan();
    RunContext context = asked.context();
    StageContext stageContext = plan.stageContext(context, workers(), this, asked.answers());
    SplitQuery split = asked.split();
    BlockSink rest =
        Stages.of(
            plan.query(), plan.pipes().size() - split.local().size(), stageContext, output, probe);
    BlockSink stages =
        split
            .merged()
            .map(pipe -> probe.in(GroupStages.merging(pipe, stageContext, rest)))
            .orElse(rest);
    SearchStatistics statistics =
        asked.isEmpty()
            ? SearchStatistics.NONE
            : nodes.ask(asked.part(split), context.withRange(plan.range()), stages);
    stages.finish();
    return statistics;
  }

  @Override
  public SearchStatistics gather(Query query, RunContext context, GatheredSink output) {
    return gather(asked(query, context), output);
  }

  @Override
  public SearchStatistics gather(QueryPart part, RunContext context, GatheredSink output) {
    return gather(asked(part, context), output);
  }

  /// Where a pipe has to see all rows, the output does, too.
  private SearchStatistics gather(Asked asked, GatheredSink output) {
    SplitQuery split = asked.split();
    if (!split.local().isEmpty() || split.merged().isPresent()) {
      return run(asked, output);
    }
    SearchStatistics statistics =
        asked.isEmpty()
            ? SearchStatistics.NONE
            : nodes.gather(
                asked.part(split), asked.context().withRange(asked.plan().range()), output);
    output.finish();
    return statistics;
  }
}
