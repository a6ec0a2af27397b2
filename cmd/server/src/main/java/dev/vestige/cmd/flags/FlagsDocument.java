package dev.vestige.cmd.flags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page `docs/operate/flags.md`, which is made of the table and never written by hand.
public final class FlagsDocument {
  private static final String HEAD =
      """
      # Flags

      <!-- Generated. Written again by:
      java -cp target/vestige.jar dev.vestige.cmd.flags.FlagsDocument docs/operate/flags.md -->

      `vestige -help` prints the same. Flags are written `-flag=value` or `-flag value`, with one dash
      or two; boolean ones also stand alone. Lists are given by repeating a flag or with commas; quotes
      keep a comma inside an element. Values that belong to a node or an address go by its position; a
      single one counts for all. Any value may hold `%{NAME}` for the environment variable `NAME`.
      A secret may be `file://path` or `http(s)://address`, which are read again when they change.

      With `-envflag.enable`, flags that are not on the command line are read from the environment:
      `-envflag.prefix` and the name of the flag with `_` for every dot.

      An unknown flag or a value that cannot be read ends the process with exit code 2, something wrong
      with the machine (a port in use, a directory that cannot be written) with exit code 1.
      """;

  private FlagsDocument() {}

  /// Writes the page to the file that is named.
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new UsageException("expected the file to write to as the only argument");
    }
    Files.writeString(Path.of(args[0]), render());
  }

  static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (FlagGroup group : FlagTable.VESTIGE.groups()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| Flag | Default | Nodes | Meaning |\n|---|---|---|---|\n");
      group.flags().forEach(flag -> page.append(row(flag)));
    }
    return page.toString();
  }

  private static String row(Flag<?> flag) {
    String range = flag.type().range();
    String meaning = flag.help() + (range.isEmpty() ? "" : " Allowed: " + range + ".");
    String byDefault = flag.defaultText().isEmpty() ? "" : "`" + flag.defaultText() + "`";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(HelpText.synopsis(flag), byDefault, flag.role().words(), escaped(meaning));
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }
}
