package dev.vestige.logsql.generate;

import dev.vestige.logsql.stream.AllOfSelectors;
import dev.vestige.logsql.stream.AnyOfSelectors;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.logsql.stream.LabelMatches;
import dev.vestige.logsql.stream.LabelNotEquals;
import dev.vestige.logsql.stream.LabelNotIn;
import dev.vestige.logsql.stream.LabelNotMatches;
import dev.vestige.logsql.stream.StreamSelector;

/// Random stream selectors.
final class StreamGenerator {
  private final QueryGenerator queries;
  private final Choice choice;

  StreamGenerator(QueryGenerator queries) {
    this.queries = queries;
    this.choice = queries.choice();
  }

  StreamSelector selector() {
    return switch (choice.below(5)) {
      case 0 ->
          new AnyOfSelectors(
              choice.oneIn(3)
                  ? choice.list(0, 0, this::label)
                  : choice.list(2, 3, this::conjunction));
      case 1, 2 -> label();
      default -> conjunction();
    };
  }

  private StreamSelector conjunction() {
    return choice.oneIn(2) ? label() : new AllOfSelectors(choice.list(2, 3, this::label));
  }

  private StreamSelector label() {
    String label = queries.field();
    return switch (choice.below(6)) {
      case 0 -> new LabelEquals(label, queries.value());
      case 1 -> new LabelNotEquals(label, queries.value());
      case 2 -> new LabelMatches(label, choice.of(queries.vocabulary().patterns()));
      case 3 -> new LabelNotMatches(label, choice.of(queries.vocabulary().patterns()));
      case 4 -> new LabelIn(label, choice.list(0, 3, queries::value));
      default -> new LabelNotIn(label, choice.list(0, 3, queries::value));
    };
  }
}
