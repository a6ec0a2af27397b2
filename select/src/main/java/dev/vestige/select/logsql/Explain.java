package dev.vestige.select.logsql;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.exec.ExplainMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a request asks how its query runs: by the argument `explain`, or by the word in front of
/// the query, `explain ...` or `explain analyze ...`.
///
/// @param mode nothing when the answer itself is wanted
/// @param query without that word
record Explain(Optional<ExplainMode> mode, String query) {
  private static final Pattern WORD =
      Pattern.compile("\\s*explain\\s+(analyze\\s+)?(?=\\S)", Pattern.CASE_INSENSITIVE);

  static Explain of(Exchange exchange) {
    String query = exchange.argument("query").orElse("");
    Optional<ExplainMode> asked = argument(exchange.argument("explain").orElse(""));
    Matcher word = WORD.matcher(query);
    if (!word.lookingAt()) {
      return new Explain(asked, query);
    }
    ExplainMode mode = word.group(1) == null ? ExplainMode.PLAN : ExplainMode.ANALYZE;
    return new Explain(Optional.of(asked.orElse(mode)), query.substring(word.end()));
  }

  private static Optional<ExplainMode> argument(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "0", "false" -> Optional.empty();
      case "1", "true", "plan" -> Optional.of(ExplainMode.PLAN);
      case "analyze" -> Optional.of(ExplainMode.ANALYZE);
      default ->
          throw VestigeException.invalidInput(
              "the argument `explain` must be 1 or analyze, got `" + text + "`");
    };
  }
}
