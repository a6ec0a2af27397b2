package dev.vestige.logsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.parse.ParseException;
import dev.vestige.logsql.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every recorded query is understood, or refused, as it was when it was recorded.
class CorpusTest {
  private static final ParseOptions OPTIONS = ParseOptions.at(1_750_204_800_000_000_000L);

  /// Accepted elsewhere although an argument is out of its range; here they are errors.
  private static final Set<String> STRICTER =
      Set.of("name:len_range(-1,5)", "_time:day_range[08:60,09:00]");

  @Test
  void valid_queries_parse() {
    List<String> failures = new ArrayList<>();
    for (Corpus.Entry entry : Corpus.entries()) {
      if (entry.isValid() && !STRICTER.contains(entry.text())) {
        try {
          parse(entry);
        } catch (ParseException e) {
          failures.add(entry + "\n" + e.getMessage());
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void invalid_queries_are_refused_with_a_message_that_names_the_word() {
    List<String> failures = new ArrayList<>();
    for (Corpus.Entry entry : Corpus.entries()) {
      if (!entry.isValid() || STRICTER.contains(entry.text())) {
        try {
          failures.add("accepted: " + entry + " as " + parse(entry));
        } catch (ParseException e) {
          String message = e.getMessage().toLowerCase(Locale.ROOT);
          if (!message.contains(entry.mention().toLowerCase(Locale.ROOT))) {
            failures.add("does not mention " + entry.mention() + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void printed_queries_parse_to_equal_trees() {
    List<String> failures = new ArrayList<>();
    for (Corpus.Entry entry : Corpus.entries()) {
      if (entry.isValid() && !STRICTER.contains(entry.text())) {
        String printed = parse(entry);
        String again = parse(new Corpus.Entry(entry.kind(), true, "", printed));
        if (!printed.equals(again)) {
          failures.add(printed + "\n" + again);
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  /// Parses, prints, parses again, and returns what was printed.
  private static String parse(Corpus.Entry entry) {
    ParseOptions options =
        entry.kind() == Corpus.Kind.NODE ? OPTIONS.withOrigin(ParseOptions.Origin.NODE) : OPTIONS;
    if (entry.kind() == Corpus.Kind.FILTER) {
      Filter filter = LogsQl.parseFilter(entry.text(), options);
      assertThat(LogsQl.parseFilter(Printer.print(filter), options)).isEqualTo(filter);
      return Printer.print(filter);
    }
    Query query = LogsQl.parse(entry.text(), options);
    assertThat(LogsQl.parse(query.print(), options)).isEqualTo(query);
    return query.print();
  }
}
