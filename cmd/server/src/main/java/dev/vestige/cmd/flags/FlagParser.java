package dev.vestige.cmd.flags;

import dev.vestige.cmd.flags.Flags.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes values of the texts on the command line and in the environment. The command line wins.
final class FlagParser {
  private final FlagTable table;
  private final Map<String, String> environment;
  private final EnvironmentText environmentText;
  private final Map<Flag<?>, Given<?>> given = new HashMap<>();

  FlagParser(FlagTable table, Map<String, String> environment) {
    this.table = table;
    this.environment = environment;
    this.environmentText = new EnvironmentText(environment);
  }

  Flags parse(List<String> words) {
    CommandLine.read(words, table).textsByFlag().forEach((flag, texts) -> put(flag, texts, ""));
    Flags fromWords = Flags.of(table, given);
    if (fromWords.get(GeneralFlags.ENV_ENABLE)) {
      addEnvironment(fromWords.get(GeneralFlags.ENV_PREFIX));
    }
    return Flags.of(table, given);
  }

  private void addEnvironment(String prefix) {
    for (Flag<?> flag : table.all()) {
      String variable = prefix + flag.name().replace('.', '_');
      String text = environment.get(variable);
      boolean isForTheCommandLineOnly = GeneralFlags.COMMAND_LINE_ONLY.contains(flag);
      if (text != null && !isForTheCommandLineOnly && !given.containsKey(flag)) {
        put(flag, List.of(text), " (environment variable " + variable + ")");
      }
    }
  }

  private <T> void put(Flag<T> flag, List<String> texts, String origin) {
    try {
      List<String> expanded = texts.stream().map(this::expand).toList();
      given.put(flag, new Given<>(expanded, flag.type().read(expanded)));
    } catch (IllegalArgumentException e) {
      String text = flag.isMasked() ? "secret" : shortened(String.join(",", texts));
      throw new UsageException(
          "invalid value \"" + text + "\" for flag " + flag + origin + ": " + e.getMessage());
    }
  }

  private String expand(String text) {
    String expanded = environmentText.expand(text);
    if (expanded.length() > Limits.VALUE_CHARS_MAX) {
      throw new IllegalArgumentException(
          "expected at most " + Limits.VALUE_CHARS_MAX + " characters, found " + expanded.length());
    }
    return expanded;
  }

  private static String shortened(String text) {
    int shown = 100;
    return text.length() <= shown ? text : text.substring(0, shown) + "...";
  }
}
