package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.util.List;

/// Whom the command `query` asks, and how it prints what comes back.
public final class QueryFlags {
  public static final Flag<String> ADDR =
      flag(
          "addr",
          TEXT,
          "http://127.0.0.1:10428",
          "The node to ask, with -http.pathPrefix where it has one.");

  public static final Flag<String> FORMAT =
      flag(
          "format",
          ScalarType.oneOf("table", "json", "logfmt"),
          "table",
          "A table, a JSON object per row, or key=value per row.");

  public static final Flag<String> START =
      flag("start", TEXT, "", "Begin of the time range, such as -1h or 2026-11-21T10:00:00Z.");

  public static final Flag<String> END = flag("end", TEXT, "", "End of the time range.");

  public static final Flag<Integer> LIMIT =
      flag(
          "limit",
          ScalarType.between(NUMBER, "0", "1000000"),
          "1000",
          "Most rows; 0 for as many as there are.");

  public static final Flag<List<String>> HEADERS =
      flag(
          "header",
          new ListType<>(TEXT),
          "",
          "Header of the request, such as 'AccountID: 12' or 'Authorization: Bearer ...'.");

  public static final Flag<Boolean> TAIL =
      flag("tail", ScalarType.BOOL, "false", "Print rows as they come in, until it is stopped.");

  public static final Flag<String> HISTORY =
      Flag.computed(
          "history",
          ScalarType.PATH,
          "~/.vestige_history",
          () -> System.getProperty("user.home", ".") + "/.vestige_history",
          Role.ALL,
          "Where the shell keeps what was typed; nowhere when it is empty.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Query",
          List.of(ADDR, FORMAT, START, END, LIMIT, TAIL, HISTORY, HEADERS, GeneralFlags.HELP));

  private QueryFlags() {}

  private static <T> Flag<T> flag(String name, FlagType<T> type, String byDefault, String help) {
    return Flag.of(name, type, byDefault, Role.ALL, help);
  }
}
