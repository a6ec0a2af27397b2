package dev.vestige.logsql.exec.filter;

import com.google.re2j.Pattern;
import dev.vestige.logsql.stream.AllOfSelectors;
import dev.vestige.logsql.stream.AnyOfSelectors;
import dev.vestige.logsql.stream.LabelEquals;
import dev.vestige.logsql.stream.LabelIn;
import dev.vestige.logsql.stream.LabelMatches;
import dev.vestige.logsql.stream.LabelNotEquals;
import dev.vestige.logsql.stream.LabelNotIn;
import dev.vestige.logsql.stream.LabelNotMatches;
import dev.vestige.logsql.stream.StreamSelector;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;

/// What stream selectors mean.
final class NaiveStream {
  private static final java.util.regex.Pattern LABEL =
      java.util.regex.Pattern.compile("[{,](.+?)=\"((?:[^\"\\\\]|\\\\.)*)\"", 32);

  private static final java.util.regex.Pattern ESCAPE =
      java.util.regex.Pattern.compile("\\\\(x..|.)", 32);

  private NaiveStream() {}

  static boolean matches(StreamSelector selector, String stream) {
    return matches(selector, labels(stream));
  }

  private static Map<String, String> labels(String stream) {
    Map<String, String> labels = new HashMap<>();
    LABEL
        .matcher(stream)
        .results()
        .forEach((MatchResult label) -> labels.put(label.group(1), unquoted(label.group(2))));
    return labels;
  }

  private static String unquoted(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(meaning(escape.group(1))));
  }

  private static String meaning(String escaped) {
    return switch (escaped.charAt(0)) {
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000B";
      case 'x' -> Character.toString(Integer.parseInt(escaped.substring(1), 16));
      default -> escaped;
    };
  }

  private static boolean matches(StreamSelector selector, Map<String, String> labels) {
    return switch (selector) {
      case AnyOfSelectors any -> any.selectors().stream().anyMatch(part -> matches(part, labels));
      case AllOfSelectors all -> all.selectors().stream().allMatch(part -> matches(part, labels));
      case LabelEquals equals -> value(labels, equals.label()).equals(equals.value());
      case LabelNotEquals equals -> !value(labels, equals.label()).equals(equals.value());
      case LabelIn in -> in.values().contains(value(labels, in.label()));
      case LabelNotIn in -> !in.values().contains(value(labels, in.label()));
      case LabelMatches matches -> isMatch(matches.pattern(), value(labels, matches.label()));
      case LabelNotMatches matches -> !isMatch(matches.pattern(), value(labels, matches.label()));
    };
  }

  private static String value(Map<String, String> labels, String label) {
    return labels.getOrDefault(label, "");
  }

  private static boolean isMatch(String pattern, String value) {
    return Pattern.compile(pattern).matches(value);
  }
}
