package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words of a command line sorted by flag, by the rules of Go's flag package: `-flag=value`,
/// `-flag value`, one or two dashes, a boolean flag never takes the next word, and the first word
/// that is no flag, or `--`, ends the flags.
record CommandLine(Map<Flag<?>, List<String>> textsByFlag) {
  static CommandLine read(List<String> words, FlagTable table) {
    Map<Flag<?>, List<String>> texts = new LinkedHashMap<>();
    int next = 0;
    while (next < words.size() && isFlag(words.get(next))) {
      String word = words.get(next++);
      String body = withoutDashes(word);
      int equals = body.indexOf('=');
      Flag<?> flag = find(equals < 0 ? body : body.substring(0, equals), table);
      String text;
      if (equals >= 0) {
        text = body.substring(equals + 1);
      } else if (flag.type().isBoolean()) {
        text = "true";
      } else if (next < words.size()) {
        text = words.get(next++);
      } else {
        throw new UsageException("flag needs an argument: " + flag);
      }
      texts.computeIfAbsent(flag, _ -> new ArrayList<>()).add(text);
    }
    refuseRest(words, next);
    return new CommandLine(texts);
  }

  private static boolean isFlag(String word) {
    return word.length() > 1 && word.startsWith("-") && !word.equals("--");
  }

  private static String withoutDashes(String word) {
    String body = word.substring(word.startsWith("--") ? 2 : 1);
    if (body.isEmpty() || body.startsWith("-") || body.startsWith("=")) {
      throw new UsageException("bad flag syntax: " + word);
    }
    return body;
  }

  private static Flag<?> find(String name, FlagTable table) {
    Flag<?> flag = table.find(name.equals("h") ? "help" : name);
    if (flag == null) {
      throw new UsageException(
          "flag provided but not defined: -" + name + Suggestion.sentence(name, table));
    }
    return flag;
  }

  private static void refuseRest(List<String> words, int next) {
    List<String> rest = words.subList(next, words.size());
    if (rest.isEmpty() || (rest.size() == 1 && rest.getFirst().equals("--"))) {
      return;
    }
    if (next == 0) {
      throw new UsageException(
          "unknown command \"" + rest.getFirst() + "\"; what to do is said by flags, see -help");
    }
    throw UsageException.leftOver(String.join(" ", rest));
  }
}
