package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.List;

/// What `-help` prints.
public final class HelpText {
  private static final int WIDTH = 100;
  private static final String INDENT = "      ";

  private static final String INTRODUCTION =
      """
      vestige keeps traces: OTLP in, LogsQL and Jaeger out.

      Usage: vestige [-flag=value ...]
      COMMANDS

      verify and inspect change nothing, and want the directory for themselves.

      Flags are written -flag=value or -flag value, with one dash or two; a flag without a value in
      the lists below may stand alone or as -flag=true. Lists are given by repeating a flag or with
      commas; quotes keep a comma inside an element. Durations have the units s, m, h, d, w and y
      and may be joined (1d12h), sizes KB, MB, GB, TB, KiB, MiB, GiB and TiB. A value may hold
      %{NAME} for the environment variable NAME. A secret may be file://path or http(s)://address,
      which are read again when they change.
      """;

  private HelpText() {}

  public static String render() {
    return render(INTRODUCTION.replace("COMMANDS\n", commands()), FlagTable.VESTIGE);
  }

  private static String commands() {
    StringBuilder text = new StringBuilder();
    for (Command command : Command.values()) {
      text.append("       vestige %-27s %s\n".formatted(command.synopsis(), command.summary()));
    }
    return text.toString();
  }

  /// What `-help` of a command prints.
  public static String render(Command command) {
    String introduction =
        """
        vestige %s: %s.

        Usage: vestige %s

        Flags are written as for the server: see vestige -help.
        """
            .formatted(command.word(), command.summary(), command.usage());
    return render(introduction, command.flags());
  }

  private static String render(String introduction, FlagTable table) {
    StringBuilder text = new StringBuilder(introduction);
    for (FlagGroup group : table.groups()) {
      text.append('\n').append(group.title()).append(":\n");
      for (Flag<?> flag : group.flags()) {
        text.append("  ").append(synopsis(flag)).append('\n');
        wrap(meaning(flag)).forEach(line -> text.append(INDENT).append(line).append('\n'));
      }
    }
    return text.toString();
  }

  /// A flag with the kind of its value, as in `-search.maxTraces=number`.
  static String synopsis(Flag<?> flag) {
    boolean isPlain = flag.type() instanceof ScalarType<?> && flag.type().isBoolean();
    return isPlain ? flag.toString() : flag + "=" + flag.type().word();
  }

  /// What a flag means, with what it allows and its default.
  static String meaning(Flag<?> flag) {
    StringBuilder text = new StringBuilder(flag.help());
    String range = flag.type().range();
    if (!range.isEmpty()) {
      text.append(" Allowed: ").append(range).append('.');
    }
    boolean hasDefault = !flag.defaultText().isEmpty() && !flag.defaultText().equals("false");
    if (hasDefault) {
      text.append(" Default: ").append(flag.defaultText()).append('.');
    }
    return text.toString();
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH - INDENT.length()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
