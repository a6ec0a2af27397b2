package dev.vestige.select.cluster;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.select.live.LiveQuestion;
import dev.vestige.select.live.LiveRows;
import dev.vestige.select.live.LiveSpans;
import java.util.List;
import java.util.function.Supplier;

/// What comes into all nodes. Queries inside the filters of a query are answered by each node from
/// what it has.
public final class ClusterLive implements LiveSpans {
  private final Supplier<NodeQueries> queries;

  /// @param queries of the nodes as they are listed then
  public ClusterLive(Supplier<NodeQueries> queries) {
    this.queries = queries;
  }

  @Override
  public void follow(LiveQuestion question, LiveRows rows) {
    ByteSink body = new ByteSink();
    body.putLong(question.startNanos());
    body.putLong(question.offsetMillis());
    Question.of(part(question), question.context()).write(body);
    try {
      var _ =
          queries
              .get()
              .ask(
                  Ask.of(NodeAnswers.TAIL_PATH, body, PieceKind.BLOCK).onBegun(rows::flush),
                  question.end(),
                  (_, content, number) -> {
                    boolean more = rows.accept(BlockCodec.read(content), number);
                    rows.flush();
                    return more;
                  });
    } catch (VestigeException e) {
      if (!question.end().isCancelled()) {
        throw e;
      }
    }
  }

  private static QueryPart part(LiveQuestion question) {
    Query query = question.query();
    Filter filter =
        query.options().ignoreGlobalTimeFilter()
            ? query.filter()
            : Filter.and(List.of(query.filter(), question.context().filter()));
    Query whole =
        new Query(new QueryOptions(query.options().concurrency(), false), filter, query.pipes());
    return new QueryPart(whole, List.of(FieldPattern.ALL), List.of());
  }
}
