package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ExplainMode;
import dev.vestige.logsql.exec.PartRunner;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.QueryRunner;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.FilterContext;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.Storage;
import java.util.Map;

/// Answers queries from the storage of this process: the filter's facts choose the blocks, each
/// worker narrows their rows with a filter of its own and pushes what is left through the stages of
/// the pipes.
public final class LocalRunner implements QueryRunner, PartRunner {
  private final Storage storage;

  public LocalRunner(Storage storage) {
    this.storage = storage;
  }

  @Override
  public int workers() {
    return storage.workers();
  }

  @Override
  public SearchStatistics run(Query query, RunContext context, BlockSink output) {
    Plan plan = Plan.of(query, context);
    return run(plan, Answers.of(plan.query(), context, this), output, Probe.NONE);
  }

  @Override
  public SearchStatistics explain(
      Query query, RunContext context, ExplainMode mode, BlockSink output) {
    Plan plan = Plan.of(query, context);
    Explanation explanation = new Explanation(plan);
    SearchStatistics statistics = SearchStatistics.NONE;
    if (mode == ExplainMode.ANALYZE) {
      Map<SubqueryValues, TextTable> answers = Answers.of(plan.query(), context, this);
      statistics = run(plan, answers, new DroppedRows(), explanation);
      explanation.read(statistics);
    }
    explanation.handOn(output);
    return statistics;
  }

  @Override
  public SearchStatistics run(QueryPart part, RunContext context, BlockSink output) {
    Plan plan = Plan.of(part.query(), context, FieldSet.of(part.fields()));
    return run(plan, Answers.read(part.query(), part.answers()), output, Probe.NONE);
  }

  private SearchStatistics run(
      Plan plan, Map<SubqueryValues, TextTable> answers, BlockSink output, Probe probe) {
    FilterContext filterContext =
        new FilterContext(FilterContext.Rows.STORED, answers, plan.context().cancellation());
    StageContext stageContext = plan.stageContext(plan.context(), workers(), this, answers);
    BlockSink stages = Stages.of(plan.query(), 0, stageContext, output, probe);
    SearchStatistics statistics = SearchStatistics.NONE;
    if (!plan.isEmpty(filterContext)) {
      Scan scan = new Scan(plan, filterContext, stageContext, stages, probe);
      statistics = storage.search(plan.request(filterContext), scan);
    }
    stages.finish();
    return statistics;
  }
}
