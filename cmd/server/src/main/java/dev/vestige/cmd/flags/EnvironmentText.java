package dev.vestige.cmd.flags;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the values of environment variables where a text says `%{NAME}`. What is between the braces
/// but cannot be a name stays as it is.
final class EnvironmentText {
  private static final Pattern VARIABLE = Pattern.compile("%\\{([a-zA-Z_][a-zA-Z0-9_.-]*)}");

  private final Map<String, String> environment;

  EnvironmentText(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// @throws IllegalArgumentException for a variable that is not set or leads back to itself
  String expand(String text) {
    return expand(text, 0);
  }

  private String expand(String text, int depth) {
    if (!text.contains("%{")) {
      return text;
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String value = expand(valueOf(matcher.group(1), depth), depth + 1);
      if (expanded.length() + value.length() > Limits.VALUE_CHARS_MAX) {
        throw new IllegalArgumentException(
            "the environment variables in it make it longer than "
                + Limits.VALUE_CHARS_MAX
                + " characters");
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(expanded).toString();
  }

  private String valueOf(String name, int depth) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    if (depth == Limits.ENVIRONMENT_DEPTH_MAX) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " leads back to itself, or too deep");
    }
    return value;
  }
}
