package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What completes commands, flags and the words of flags in a shell, made of the tables.
public final class Completion {
  private static final String BASH =
      """
      # bash completion of vestige; made by: vestige completion bash
      _vestige() {
        local word=${COMP_WORDS[COMP_CWORD]} previous= command= flags= words=
        ((COMP_CWORD > 0)) && previous=${COMP_WORDS[COMP_CWORD-1]}
        # The shell splits at "=", so that -flag=wo is three words.
        if [[ $word == = ]]; then
          word=
        elif [[ $previous == = ]]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        ((COMP_CWORD > 1)) && command=${COMP_WORDS[1]}
        case $command in
      COMMANDS
        esac
        case $command:$previous in
      WORDS
        esac
        if [[ -n $words ]]; then
          COMPREPLY=($(compgen -W "$words" -- "$word"))
        elif [[ $word == -* ]]; then
          compopt -o nospace 2>/dev/null
          COMPREPLY=($(compgen -W "$flags" -- "$word"))
        elif ((COMP_CWORD == 1)); then
          COMPREPLY=($(compgen -W "NAMES" -- "$word"))
        fi
      }
      complete -o default -F _vestige vestige
      """;

  private static final String ZSH =
      """
      #compdef vestige
      # zsh completion of vestige; made by: vestige completion zsh
      _vestige() {
        local -a flags commands
        commands=(
      NAMES
        )
        if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
          _describe command commands
          return
        fi
        case $words[2] in
      COMMANDS
        esac
        _arguments -S $flags '*:file:_files'
      }
      _vestige "$@"
      """;

  private Completion() {}

  /// The completion of the shell that the words name.
  ///
  /// @throws UsageException when it is none that is known
  public static String render(List<String> words) {
    return switch (words.size() == 1 ? words.getFirst() : "") {
      case "bash" -> bash();
      case "zsh" -> zsh();
      case "fish" -> fish();
      default -> throw new UsageException("expected a shell: vestige completion bash|zsh|fish");
    };
  }

  private static String names(String separator) {
    return Arrays.stream(Command.values())
        .map(Command::word)
        .collect(Collectors.joining(separator));
  }

  /// The words that a flag takes; none when it takes others.
  private static List<String> words(Flag<?> flag) {
    String range = flag.type().range();
    String prefix = "one of ";
    return range.startsWith(prefix)
        ? List.of(range.substring(prefix.length()).split(", ", -1))
        : List.of();
  }

  private static String bash() {
    StringBuilder commands = new StringBuilder();
    StringBuilder words = new StringBuilder();
    for (Command command : Command.values()) {
      commands.append(bashFlags(command.word(), command.flags()));
      words.append(bashWords(command.word(), command.flags()));
    }
    commands.append(bashFlags("*", FlagTable.VESTIGE));
    words.append(bashWords("*", FlagTable.VESTIGE));
    return BASH.replace("COMMANDS\n", commands)
        .replace("WORDS\n", words)
        .replace("NAMES", names(" "));
  }

  private static String bashFlags(String pattern, FlagTable table) {
    String flags =
        offered(table).stream()
            .map(flag -> isPlain(flag) ? flag.toString() : flag + "=")
            .collect(Collectors.joining(" "));
    return "    %s) flags='%s' ;;\n".formatted(pattern, flags);
  }

  private static String bashWords(String pattern, FlagTable table) {
    StringBuilder cases = new StringBuilder();
    for (Flag<?> flag : offered(table)) {
      if (!words(flag).isEmpty()) {
        String words = String.join(" ", words(flag));
        cases.append("    %s:%s) words='%s' ;;\n".formatted(pattern, flag, words));
      }
    }
    return cases.toString();
  }

  /// All flags but those that mean nothing here.
  private static List<Flag<?>> offered(FlagTable table) {
    List<Flag<?>> flags = new ArrayList<>(table.all());
    flags.removeAll(IgnoredFlags.GROUP.flags());
    return flags;
  }

  private static boolean isPlain(Flag<?> flag) {
    return flag.type() instanceof ScalarType<?> && flag.type().isBoolean();
  }

  private static String zsh() {
    StringBuilder names = new StringBuilder();
    StringBuilder commands = new StringBuilder();
    for (Command command : Command.values()) {
      names.append("    '%s:%s'\n".formatted(command.word(), command.summary()));
      commands.append(zshFlags(command.word(), command.flags()));
    }
    commands.append(zshFlags("*", FlagTable.VESTIGE));
    return ZSH.replace("COMMANDS\n", commands).replace("NAMES\n", names);
  }

  private static String zshFlags(String pattern, FlagTable table) {
    StringBuilder flags = new StringBuilder("    %s) flags=(\n".formatted(pattern));
    for (Flag<?> flag : offered(table)) {
      String help = sentence(flag).replaceAll("[\\[\\]:\\\\]", "\\\\$0").replace("'", "'\\''");
      String value = isPlain(flag) ? "" : ":" + valueOf(flag);
      flags.append("      '%s%s[%s]%s'\n".formatted(flag, isPlain(flag) ? "" : "=-", help, value));
    }
    return flags.append("    ) ;;\n").toString();
  }

  private static String valueOf(Flag<?> flag) {
    if (!words(flag).isEmpty()) {
      return "word:(" + String.join(" ", words(flag)) + ")";
    }
    return flag.type().word().equals("path") ? "path:_files" : flag.type().word() + ":";
  }

  private static String fish() {
    StringBuilder text =
        new StringBuilder("# fish completion of vestige; made by: vestige completion fish\n");
    for (Command command : Command.values()) {
      text.append(
          "complete -c vestige -n __fish_use_subcommand -f -a %s -d '%s'\n"
              .formatted(command.word(), command.summary()));
      String condition = "__fish_seen_subcommand_from " + command.word();
      fishFlags(condition, command.flags(), text);
    }
    fishFlags("not __fish_seen_subcommand_from " + names(" "), FlagTable.VESTIGE, text);
    return text.toString();
  }

  private static void fishFlags(String condition, FlagTable table, StringBuilder text) {
    for (Flag<?> flag : offered(table)) {
      String words =
          words(flag).isEmpty() ? "" : " -f -a '%s'".formatted(String.join(" ", words(flag)));
      text.append(
          "complete -c vestige -n '%s' -o %s%s%s -d '%s'\n"
              .formatted(
                  condition,
                  flag.name(),
                  isPlain(flag) ? "" : " -r",
                  words,
                  sentence(flag).replace("\\", "\\\\").replace("'", "\\'")));
    }
  }

  /// The begin of the help: a line has room for no more.
  private static String sentence(Flag<?> flag) {
    String help = flag.help();
    int end = help.indexOf(". ");
    String first = end < 0 ? help : help.substring(0, end + 1);
    return String.format(Locale.ROOT, "%.120s", first);
  }
}
