package dev.vestige.logsql.generate;

import dev.vestige.logsql.filter.AnyCasePhraseFilter;
import dev.vestige.logsql.filter.AnyCasePrefixFilter;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.Comparison;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.EmptyValueFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.Ipv4RangeFilter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LengthRangeFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.PrefixFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.filter.SequenceFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.StringComparisonFilter;
import dev.vestige.logsql.filter.StringRangeFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.ValueTypeFilter;
import dev.vestige.logsql.value.Numbers;
import java.util.List;

/// Random filters.
final class FilterGenerator {
  private static final List<String> TIMES =
      List.of(
          "5m",
          "1d12h",
          "-1h",
          ">1d",
          "<=2h offset 5m",
          "2025",
          "2025-06",
          "2025-06-15Z",
          "2025-06-15T10+05:30",
          "2025-06-15T10:20:30.5Z",
          "[2025-06-15, 2025-06-16)",
          "(2025-06-15T10:00Z, now]",
          "[-1h,now-5m)",
          ">2025-06-15",
          "<=2025-06-15Z offset -2h",
          "offset 1h",
          "[1749945600, 1750032000)",
          "day_range[08:00, 18:00)",
          "day_range(00:00, 24:00] offset -90m",
          "week_range[Mon, Fri]",
          "week_range(Sunday, sat) offset 2h");

  private final QueryGenerator queries;
  private final Choice choice;
  private final StreamGenerator streams;

  FilterGenerator(QueryGenerator queries) {
    this.queries = queries;
    this.choice = queries.choice();
    this.streams = new StreamGenerator(queries);
  }

  Filter filter(int depth) {
    if (QueryGenerator.isDeep(depth)) {
      return leaf(depth);
    }
    return switch (choice.below(6)) {
      case 0 -> Filter.and(choice.list(2, 4, () -> filter(depth + 1)));
      case 1 -> Filter.or(choice.list(2, 4, () -> filter(depth + 1)));
      case 2 -> Filter.not(filter(depth + 1));
      default -> leaf(depth);
    };
  }

  private Filter leaf(int depth) {
    String field = queries.field();
    return switch (choice.below(27)) {
      case 0 -> MatchAllFilter.INSTANCE;
      case 1 -> queries.parsed("_time:" + choice.of(TIMES));
      case 2 -> new StreamFilter(streams.selector());
      case 3 -> new StreamIdFilter(streamIds(depth));
      case 4 -> new AnyValueFilter(field);
      case 5 -> new EmptyValueFilter(field);
      case 6 -> phrase(field);
      case 7 -> prefix(field);
      case 8 -> new ExactFilter(field, queries.value());
      case 9 -> new ExactPrefixFilter(field, queries.value());
      case 10 -> new InFilter(field, values(depth));
      case 11 -> new ContainsAllFilter(field, values(depth));
      case 12 -> new ContainsAnyFilter(field, values(depth));
      case 13 -> new AnyCasePhraseFilter(field, queries.value());
      case 14 -> new AnyCasePrefixFilter(field, queries.value());
      case 15 -> new SequenceFilter(field, choice.list(0, 3, queries::value));
      case 16 -> new RegexpFilter(field, choice.of(queries.vocabulary().patterns()));
      case 17 -> queries.parsed("x:" + range());
      case 18 -> queries.parsed("x:" + comparison());
      case 19 -> stringComparison(field);
      case 20 -> new StringRangeFilter(field, queries.value(), queries.value());
      case 21 -> new Ipv4RangeFilter(field, choice.below(1 << 30), 0xffffffffL - choice.below(99));
      case 22 -> lengthRange(field);
      case 23 -> new ValueTypeFilter(field, queries.value());
      case 24 -> new EqFieldFilter(field, queries.field());
      case 25 -> new LeFieldFilter(field, queries.field());
      default -> new LtFieldFilter(field, queries.field());
    };
  }

  private String number() {
    return choice.of(queries.vocabulary().numbers());
  }

  private String range() {
    String open = choice.of(List.of("[", "("));
    String close = choice.of(List.of("]", ")"));
    return "range" + open + number() + "," + number() + close;
  }

  private String comparison() {
    return choice.of(List.of("<", "<=", ">", ">=")) + number();
  }

  private Filter phrase(String field) {
    String phrase = queries.value();
    return phrase.isEmpty() ? new EmptyValueFilter(field) : new PhraseFilter(field, phrase);
  }

  private Filter prefix(String field) {
    String prefix = queries.value();
    return prefix.isEmpty() ? new AnyValueFilter(field) : new PrefixFilter(field, prefix);
  }

  private Filter stringComparison(String field) {
    String bound = queries.value();
    boolean number = !Double.isNaN(Numbers.parseWithTimes(bound)) || bound.equalsIgnoreCase("nan");
    return number
        ? new ExactFilter(field, bound)
        : new StringComparisonFilter(field, choice.of(List.of(Comparison.values())), bound);
  }

  private Filter lengthRange(String field) {
    long max = choice.oneIn(3) ? Long.MAX_VALUE : choice.below(100);
    return new LengthRangeFilter(field, choice.below(10), max);
  }

  private ValueSource values(int depth) {
    if (!QueryGenerator.isDeep(depth) && choice.oneIn(3)) {
      return subquery(depth);
    }
    return new ListedValues(choice.list(0, 4, queries::value));
  }

  private ValueSource streamIds(int depth) {
    if (!QueryGenerator.isDeep(depth) && choice.oneIn(4)) {
      return subquery(depth);
    }
    return new ListedValues(
        choice.list(0, 3, () -> "%048x".formatted((long) choice.below(Integer.MAX_VALUE))));
  }

  private ValueSource subquery(int depth) {
    String field = queries.field();
    return new SubqueryValues(queries.queryOf(depth + 2, field), field);
  }
}
