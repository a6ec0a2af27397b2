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
             vestige verify DIR                reads all of a data directory or snapshot and checks it
             vestige inspect DIR               tells what a data directory or snapshot consists of
             vestige doctor [-flag=value ...]  tells what of the machine is in the way of a server
             vestige cluster status [-flag=value ...]  asks the nodes of -storageNode how they are
             vestige query QUERY               asks a node in LogsQL; query -help says how
             vestige vtgen [-flag=value ...]   makes up traces and sends them; vtgen -help says how

      verify and inspect change nothing, and want the directory for themselves.

      Flags are written -flag=value or -flag value, with one dash or two; a flag without a value in
      the lists below may stand alone or as -flag=true. Lists are given by repeating a flag or with
      commas; quotes keep a comma inside an element. Durations have the units s, m, h, d, w and y
      and may be joined (1d12h), sizes KB, MB, GB, TB, KiB, MiB, GiB and TiB. A value may hold
      %{NAME} for the environment variable NAME. A secret may be file://path or http(s)://address,
      which are read again when they change.
      """;

  private static final String VTGEN_INTRODUCTION =
      """
      vestige vtgen makes up the traces of a shop and sends them to OTLP addresses.

      Usage: vestige vtgen [-flag=value ...]

      Flags are written as for the server: see vestige -help.
      """;

  private static final String QUERY_INTRODUCTION =
      """
      vestige query asks a node in LogsQL and prints the rows.

      Usage: vestige query [-flag=value ...] QUERY

      Flags are written as for the server: see vestige -help.
      """;

  private HelpText() {}

  public static String render() {
    return render(INTRODUCTION, FlagTable.VESTIGE);
  }

  /// What `vtgen -help` prints.
  public static String renderVtgen() {
    return render(VTGEN_INTRODUCTION, FlagTable.VTGEN);
  }

  /// What `query -help` prints.
  public static String renderQuery() {
    return render(QUERY_INTRODUCTION, FlagTable.QUERY);
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

  private static String meaning(Flag<?> flag) {
    StringBuilder text = new StringBuilder(flag.help());
    String range = flag.type().range();
    if (!range.isEmpty()) {
      text.append(" Allowed: ").append(range).append('.');
    }
    boolean hasDefault = !flag.defaultText().isEmpty() && !flag.defaultText().equals("false");
    if (hasDefault) {
      text.append(" Default: ").append(flag.defaultText()).append('.');
    }
    if (NotYetEffective.NAMES.contains(flag.name())) {
      text.append(" Not yet effective.");
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
