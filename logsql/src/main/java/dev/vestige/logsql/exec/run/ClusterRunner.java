package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RemoteNodes;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.stats.GroupStages;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.storage.SearchStatistics;
import java.util.Map;

/// Answers queries from other nodes: each runs what it can of the query on its own rows, and what
/// they answer goes through the rest of the pipes here. [SplitQuery] says which does what.
public final class ClusterRunner implements QueryRunner {
  private final RemoteNodes nodes;

  public ClusterRunner(RemoteNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public int workers() {
    return nodes.count();
  }

  @Override
  public SearchStatistics run(Query query, RunContext context, BlockSink output) {
    Plan plan = Plan.of(query, context);
    Map<SubqueryValues, TextTable> answers = Answers.of(plan.query(), context, this);
    StageContext stageContext = plan.stageContext(context, workers(), this, answers);
    SplitQuery split = SplitQuery.of(plan.query());
    BlockSink rest = Stages.of(split.local(), stageContext, output, sink -> sink);
    BlockSink stages =
        split.merged().isPresent() ? merging(split.merged().get(), stageContext, rest) : rest;
    FilterContext filters =
        new FilterContext(FilterContext.Rows.STORED, answers, context.cancellation());
    SearchStatistics statistics = SearchStatistics.NONE;
    if (!plan.isEmpty(filters)) {
      QueryPart part =
          new QueryPart(split.remote(), split.fields(), Answers.listed(split.remote(), answers));
      statistics = nodes.ask(part, context.withRange(plan.range()), stages);
    }
    stages.finish();
    return statistics;
  }

  private static BlockSink merging(StatsPipe stats, StageContext context, BlockSink next) {
    return GroupStages.merging(stats, context, next);
  }
}
