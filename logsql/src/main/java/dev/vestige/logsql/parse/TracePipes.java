package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.TraceWherePipe.Kept;
import dev.vestige.logsql.pipe.TraceWherePipe.Relation;
import dev.vestige.logsql.pipe.TraceWherePipe.Step;
import java.util.ArrayList;
import java.util.List;

/// Pipes that look at whole traces. The name of the pipe is already behind the cursor.
final class TracePipes {
  private final Cursor cursor;
  private final QueryParser queries;

  TracePipes(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
  }

  Pipe where() {
    boolean negated = cursor.acceptWord("not") || cursor.accept("!");
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Relation.ANYWHERE, filter()));
    while (cursor.at(">") || cursor.atWord("and")) {
      Relation relation = relation();
      steps.add(new Step(relation, filter()));
      cursor.checkSize(steps.size(), Limits.TRACE_STEPS_MAX, "filters in one `trace_where`");
    }
    return new TraceWherePipe(steps, kept(negated));
  }

  private Relation relation() {
    if (cursor.acceptWord("and")) {
      return Relation.ANYWHERE;
    }
    cursor.advance();
    return cursor.accept(">") ? Relation.DESCENDANT : Relation.CHILD;
  }

  private Filter filter() {
    cursor.expect("(", "in front of a filter of `trace_where`, as in `(name:a) > (name:b)`");
    if (cursor.accept(")")) {
      return MatchAllFilter.INSTANCE;
    }
    cursor.enter();
    Filter filter = queries.filter();
    cursor.leave();
    cursor.expect(")", "that closes a filter of `trace_where`");
    return filter;
  }

  private Kept kept(boolean negated) {
    Token only = cursor.token();
    if (!cursor.acceptWord("only")) {
      return negated ? Kept.OTHERS : Kept.ALL;
    }
    if (negated) {
      throw cursor.error(only, "`trace_where not` keeps whole traces, it has no spans for `only`");
    }
    if (cursor.acceptWord("last")) {
      return Kept.LAST;
    }
    if (cursor.acceptWord("matched")) {
      return Kept.MATCHED;
    }
    throw cursor.expected("`last` or `matched` after `only`");
  }
}
