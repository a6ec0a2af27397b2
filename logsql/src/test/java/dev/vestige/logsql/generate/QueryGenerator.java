package dev.vestige.logsql.generate;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.QueryOptions;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes random queries in normal form, the same ones for the same seed: every filter, pipe and
/// function of the language, queries inside queries included.
public final class QueryGenerator {
  private static final int DEPTH_MAX = 3;

  private final Choice choice;
  private final Vocabulary vocabulary;
  private final ParseOptions options;
  private final FilterGenerator filters;
  private final PipeGenerator pipes;
  private QueryOptions outer = QueryOptions.NONE;

  /// @param options at which time relative times are resolved
  public QueryGenerator(long seed, Vocabulary vocabulary, ParseOptions options) {
    this.choice = new Choice(seed);
    this.vocabulary = vocabulary;
    this.options = options;
    this.filters = new FilterGenerator(this);
    this.pipes = new PipeGenerator(this);
  }

  public Query query() {
    return query(0);
  }

  public Filter filter() {
    return filters.filter(0);
  }

  Query query(int depth) {
    QueryOptions around = outer;
    outer = choice.oneIn(6) ? new QueryOptions(choice.below(3), choice.oneIn(2)) : outer;
    Filter filter = filters.filter(depth);
    List<Pipe> made = new ArrayList<>();
    if (choice.oneIn(12)) {
      made.add(
          new StreamContextPipe(choice.below(3), choice.below(3), 1 + choice.below(1_000_000)));
    }
    int size = choice.below(depth == 0 ? 5 : 3);
    for (int i = 0; i < size; i++) {
      made.add(pipes.pipe(depth));
    }
    Query query = new Query(outer, filter, made);
    outer = around;
    return query;
  }

  /// A query that ends in a pipe with the single given field.
  Query queryOf(int depth, String field) {
    Query query = query(depth);
    List<Pipe> made = new ArrayList<>(query.pipes());
    made.add(
        choice.oneIn(2)
            ? new FieldsPipe(List.of(FieldPattern.exactly(field)))
            : new UniqPipe(List.of(field), choice.oneIn(2), choice.below(3)));
    return new Query(query.options(), query.filter(), made);
  }

  static boolean isDeep(int depth) {
    return depth >= DEPTH_MAX;
  }

  @Nullable Filter condition(int depth) {
    return choice.oneIn(3) ? filters.filter(depth + 1) : null;
  }

  Filter someFilter(int depth) {
    return filters.filter(depth + 1);
  }

  Choice choice() {
    return choice;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  String field() {
    return choice.of(vocabulary.fields());
  }

  String value() {
    return choice.of(vocabulary.values());
  }

  FieldPattern pattern() {
    if (choice.oneIn(4)) {
      String field = field();
      int cut = field.offsetByCodePoints(0, choice.below(field.codePointCount(0, field.length())));
      return cut == 0
          ? FieldPattern.startingWith(field)
          : FieldPattern.startingWith(field.substring(0, cut));
    }
    return FieldPattern.exactly(field());
  }

  List<String> fields() {
    return choice.list(1, 3, this::field);
  }

  List<FieldPattern> patterns() {
    return choice.list(1, 3, this::pattern);
  }

  /// A list of patterns where `*` stands alone.
  List<FieldPattern> patternsOrAll() {
    return choice.oneIn(3) ? List.of(FieldPattern.ALL) : patterns();
  }

  /// A filter whose parts depend on its text, such as the bounds of a time.
  Filter parsed(String text) {
    return LogsQl.parseFilter(text, options);
  }

  Query parsedQuery(String text) {
    return LogsQl.parse(text, options);
  }
}
