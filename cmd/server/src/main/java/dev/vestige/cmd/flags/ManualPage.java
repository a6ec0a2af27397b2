package dev.vestige.cmd.flags;

/// The page of `man vestige`, made of the commands and flags and never written by hand.
public final class ManualPage {
  private static final String HEAD =
      """
      .TH VESTIGE 1 2026-11-21 "Vestige VERSION" "Vestige"
      .SH NAME
      vestige \\- keeps traces: OTLP in, LogsQL and Jaeger out
      .SH SYNOPSIS
      .B vestige
      [\\-\\fIflag\\fR=\\fIvalue\\fR ...]
      .br
      .B vestige
      \\fIcommand\\fR [\\-\\fIflag\\fR=\\fIvalue\\fR ...] [\\fIargument\\fR]
      .SH DESCRIPTION
      Without a command, a server that runs until a signal ends it.
      Flags are written \\-flag=value or \\-flag value, with one dash or two; boolean ones also stand alone.
      Lists are given by repeating a flag or with commas.
      A value may hold %{NAME} for the environment variable NAME.
      A secret may be file://path or http(s)://address, which are read again when they change.
      With \\-envflag.enable, flags that are not on the command line are read from the environment, with _
      for every dot.
      """;

  private static final String TAIL =
      """
      .SH ENVIRONMENT
      .TP
      .B JAVA_OPTS
      Options for the Java virtual machine; they win over those of the program.
      .TP
      .B JAVA_HOME
      The folder of the Java to use, where none is packed beside the program.
      .SH EXIT STATUS
      0 after a regular end, 2 for a command line that cannot be used, 1 for everything else.
      .SH FILES
      .TP
      .I /etc/vestige/vestige.conf
      VESTIGE_FLAGS and JAVA_OPTS of the systemd unit.
      .TP
      .I /var/lib/vestige
      The data of the systemd unit.
      """;

  private ManualPage() {}

  /// The page as troff.
  public static String render(String version) {
    StringBuilder page = new StringBuilder(HEAD.replace("VERSION", escaped(version)));
    page.append(".SH COMMANDS\n");
    for (Command command : Command.values()) {
      entry("\\fB" + escaped(command.usage()) + "\\fR", command.summary(), page);
    }
    flags("FLAGS OF THE SERVER", FlagTable.VESTIGE, page);
    for (Command command : Command.values()) {
      boolean hasOwnFlags =
          command.flags() != FlagTable.VESTIGE && !command.flags().all().isEmpty();
      if (hasOwnFlags) {
        flags("FLAGS OF " + command.name(), command.flags(), page);
      }
    }
    return page.append(TAIL).toString();
  }

  private static void flags(String title, FlagTable table, StringBuilder page) {
    page.append(".SH ").append(title).append('\n');
    for (FlagGroup group : table.groups()) {
      page.append(".SS ").append(escaped(group.title())).append('\n');
      for (Flag<?> flag : group.flags()) {
        entry("\\fB" + escaped(HelpText.synopsis(flag)) + "\\fR", HelpText.meaning(flag), page);
      }
    }
  }

  private static void entry(String tag, String text, StringBuilder page) {
    page.append(".TP\n").append(tag).append('\n').append(escaped(text)).append('\n');
  }

  /// Text as troff has to see it; what would be a request at the begin of a line is none.
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
