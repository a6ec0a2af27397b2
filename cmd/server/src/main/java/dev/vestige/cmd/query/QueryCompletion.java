package dev.vestige.cmd.query;

import static java.util.Comparator.naturalOrder;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.print.Quoting;
import dev.vestige.logsql.print.ReservedWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the line of a shell may become at Tab: its commands, the words of the language, and the
/// fields and values that the node has in the range of the shell. Used by one thread.
final class QueryCompletion {
  private static final List<String> COMMANDS =
      List.of(
          ".exit",
          ".fields",
          ".format",
          ".help",
          ".history",
          ".limit",
          ".page",
          ".quit",
          ".range",
          ".tail",
          ".values");
  private static final List<String> FORMATS = List.of("json", "logfmt", "table");

  /// Pipes that only nodes send one another.
  private static final Set<String> INNER_PIPES = Set.of("facets_remote", "stats_remote");

  private final QueryNode node;

  QueryCompletion(QueryNode node) {
    this.node = node;
  }

  /// @param before what stands in front of the cursor
  Suggestions suggestions(String before, QuerySettings settings) {
    try {
      return before.startsWith(".") ? command(before, settings) : query(before, settings);
    } catch (VestigeException e) {
      // The query itself will say what is wrong.
      return Suggestions.NONE;
    }
  }

  private Suggestions command(String before, QuerySettings settings) {
    int space = before.indexOf(' ');
    if (space < 0) {
      return new Suggestions(0, beginning(COMMANDS, before), " ");
    }
    int second = before.indexOf(' ', space + 1);
    String rest = before.substring(space + 1);
    return switch (before.substring(0, space)) {
      case ".format" -> new Suggestions(space + 1, beginning(FORMATS, rest), "");
      case ".tail", ".fields" -> query(rest, settings).behind(space + 1);
      case ".values" ->
          second < 0
              ? new Suggestions(space + 1, beginning(fields("field_names", settings), rest), " ")
              : query(before.substring(second + 1), settings).behind(second + 1);
      default -> Suggestions.NONE;
    };
  }

  private Suggestions query(String before, QuerySettings settings) {
    QueryPlace place = QueryPlace.of(before);
    String typed = place.typed();
    return switch (place.kind()) {
      case PIPE -> words(place, ReservedWords.PIPES, word -> !INNER_PIPES.contains(word), " ");
      case FUNCTION -> words(place, ReservedWords.STATS_FUNCTIONS, _ -> true, "(");
      case FIELD -> field(place.from(), typed, settings);
      case VALUE -> value(before, place, settings);
      case STREAM_FIELD ->
          new Suggestions(
              place.from(), beginning(fields("stream_field_names", settings), typed), "=\"");
      case STREAM_VALUE ->
          quoted(place, values("stream_field_values", place.field(), settings, "*"));
    };
  }

  private static Suggestions words(
      QueryPlace place, Set<String> words, Predicate<String> isMeant, String ending) {
    List<String> sorted = words.stream().filter(isMeant).sorted(naturalOrder()).toList();
    return new Suggestions(place.from(), beginning(sorted, place.typed()), ending);
  }

  private Suggestions field(int from, String typed, QuerySettings settings) {
    List<String> names = beginning(fields("field_names", settings), typed);
    return new Suggestions(from, names.stream().map(Quoting::token).toList(), "");
  }

  /// A value behind `field:`, unless what stands on both sides of the colon begins a field.
  private Suggestions value(String before, QueryPlace place, QuerySettings settings) {
    String both = place.field() + ":" + place.typed();
    if (before.endsWith(both)) {
      Suggestions field = field(before.length() - both.length(), both, settings);
      if (!field.texts().isEmpty()) {
        return field;
      }
    }
    String only =
        place.typed().isEmpty()
            ? "*"
            : Quoting.quote(place.field()) + ":=" + Quoting.quote(place.typed()) + "*";
    return quoted(place, values("field_values", place.field(), settings, only));
  }

  private static Suggestions quoted(QueryPlace place, List<String> values) {
    List<String> found = beginning(values, place.typed()).stream().map(Quoting::quote).toList();
    return new Suggestions(place.from(), found, " ");
  }

  private List<String> fields(String path, QuerySettings settings) {
    return node.names(path, form(settings, "*"));
  }

  private List<String> values(String path, String field, QuerySettings settings, String query) {
    Map<String, String> form = form(settings, query);
    form.put("field", field);
    form.put("limit", Integer.toString(Limits.SUGGESTED_VALUES_MAX));
    return node.names(path, form);
  }

  private static Map<String, String> form(QuerySettings settings, String query) {
    Map<String, String> form = new HashMap<>();
    form.put("query", query);
    form.put("start", settings.start());
    form.put("end", settings.end());
    return form;
  }

  private static List<String> beginning(Collection<String> texts, String typed) {
    List<String> found = new ArrayList<>(texts);
    found.removeIf(text -> !text.startsWith(typed));
    return found;
  }
}
