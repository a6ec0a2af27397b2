package dev.vestige.logsql.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.stats.StatsFunc;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryGeneratorTest {
  private static final ParseOptions OPTIONS = ParseOptions.at(1_750_204_800_000_000_000L);

  private final Set<Class<?>> seen = new HashSet<>();

  @Test
  void the_same_seed_gives_the_same_query() {
    Query one = new QueryGenerator(7, Vocabulary.ODD, OPTIONS).query();
    assertThat(new QueryGenerator(7, Vocabulary.ODD, OPTIONS).query()).isEqualTo(one);
  }

  @Test
  void every_filter_pipe_and_function_comes_up() {
    for (long seed = 0; seed < 2000; seed++) {
      Query query = new QueryGenerator(seed, Vocabulary.ODD, OPTIONS).query();
      see(query.filter());
      query.pipes().forEach(this::see);
    }
    assertThat(seen).containsAll(kinds(Pipe.class));
    assertThat(seen).containsAll(kinds(StatsFunc.class));
    assertThat(seen).containsAll(kinds(FieldFilter.class));
    List<Class<?>> filters = new java.util.ArrayList<>(kinds(Filter.class));
    filters.remove(FieldFilter.class);
    assertThat(seen).containsAll(filters);
  }

  private static List<Class<?>> kinds(Class<?> family) {
    return Arrays.asList(family.getPermittedSubclasses());
  }

  private void see(Pipe pipe) {
    seen.add(pipe.getClass());
    if (pipe instanceof StatsPipe stats) {
      stats.items().forEach(item -> seen.add(item.function().getClass()));
    }
  }

  private void see(Filter filter) {
    seen.add(filter.getClass());
    if (filter instanceof AndFilter and) {
      and.filters().forEach(this::see);
    } else if (filter instanceof OrFilter or) {
      or.filters().forEach(this::see);
    } else if (filter instanceof NotFilter not) {
      see(not.filter());
    }
  }
}
