package dev.vestige.logsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.generate.QueryGenerator;
import dev.vestige.logsql.generate.Vocabulary;
import dev.vestige.logsql.parse.ParseException;
import dev.vestige.logsql.print.Printer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The law of the language: parsing what was printed gives an equal tree.
class PrintLawTest {
  private static final String DAMAGE =
      " \t\n\"'`\\|()[]{}*,:=!~<>-+#/%^&.$@?;_0159abinorstx\0é\ud800";

  private static final ParseOptions OPTIONS =
      ParseOptions.at(1_750_204_800_000_000_000L).withCharactersMax(1 << 20);

  @Test
  void random_queries_survive_printing() {
    for (long seed = 0; seed < 1500; seed++) {
      Query query = new QueryGenerator(seed, Vocabulary.ODD, OPTIONS).query();
      String printed = query.print();
      assertThat(LogsQl.parse(printed, OPTIONS)).as("seed %d, %s", seed, printed).isEqualTo(query);
    }
  }

  @Test
  void random_filters_survive_printing() {
    for (long seed = 0; seed < 1500; seed++) {
      Filter filter = new QueryGenerator(seed, Vocabulary.ODD, OPTIONS).filter();
      String printed = Printer.print(filter);
      assertThat(LogsQl.parseFilter(printed, OPTIONS))
          .as("seed %d, %s", seed, printed)
          .isEqualTo(filter);
    }
  }

  /// Damaged queries are refused with a position, or understood and then printed well.
  @Test
  void damaged_queries_are_refused_or_survive_printing() {
    List<Corpus.Entry> corpus = Corpus.entries();
    int accepted = 0;
    for (long seed = 0; seed < 8_000; seed++) {
      Random random = new Random(seed);
      String text = damaged(corpus.get(random.nextInt(corpus.size())).text(), random);
      Query query;
      try {
        query = LogsQl.parse(text, OPTIONS);
      } catch (ParseException e) {
        assertThat(e.offset()).as("seed %d", seed).isBetween(0, text.length());
        continue;
      }
      accepted++;
      String printed = query.print();
      assertThat(LogsQl.parse(printed, OPTIONS))
          .as("seed %d, %s, printed %s", seed, text, printed)
          .isEqualTo(query);
    }
    assertThat(accepted).isGreaterThan(500);
  }

  private static String damaged(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    int damages = 1 + random.nextInt(3);
    for (int i = 0; i < damages && !out.isEmpty(); i++) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(4)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
        case 2 -> out.setCharAt(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
        default -> {
          int end = Math.min(out.length(), at + 1 + random.nextInt(12));
          out.insert(random.nextInt(out.length()), out.substring(at, end));
        }
      }
    }
    return out.toString();
  }
}
