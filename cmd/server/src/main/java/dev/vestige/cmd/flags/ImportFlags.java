package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.time.Duration;
import java.util.List;

/// Where the command `import` takes spans from, and where it brings them.
public final class ImportFlags {
  public static final Flag<String> FROM =
      flag(
          "from",
          ScalarType.oneOf("victoriatraces", "jaeger", "otlp"),
          "victoriatraces",
          "What -src is: a node that speaks LogsQL, files of Jaeger's JSON, or files of OTLP's"
              + " JSON.");

  public static final Flag<List<String>> SRC =
      flag(
          "src",
          new ListType<>(TEXT),
          "",
          "The address of the node to read from, or the files; those that end in .gz are"
              + " unpacked.");

  public static final Flag<List<String>> SRC_HEADERS =
      flag(
          "srcHeader",
          new ListType<>(TEXT),
          "",
          "Header of the requests to the node that is read, such as 'AccountID: 12'.");

  public static final Flag<String> ADDR =
      flag(
          "addr",
          TEXT,
          "http://127.0.0.1:10428",
          "The node that gets the spans, and is asked which it has.");

  public static final Flag<List<String>> HEADERS =
      flag(
          "header",
          new ListType<>(TEXT),
          "",
          "Header of the requests to the node that gets the spans, such as 'AccountID: 12'.");

  public static final Flag<String> START =
      flag(
          "start",
          TEXT,
          "",
          "Begin of the range, such as -7d or 2026-11-21T10:00:00Z; 7d before its end.");

  public static final Flag<String> END = flag("end", TEXT, "", "End of the range; now.");

  public static final Flag<Duration> SLICE =
      flag(
          "slice",
          ScalarType.between(DURATION, "1s", "1d"),
          "10m",
          "How much time is copied and counted at once; halved where it holds too many spans.");

  public static final Flag<String> FILTER =
      flag("filter", TEXT, "*", "Which spans to copy from a node, as a filter of LogsQL.");

  public static final Flag<Integer> SKIP =
      flag(
          "skip",
          ScalarType.atLeast(NUMBER, "0"),
          "0",
          "Spans of the files to leave out, since an import that was cut off has brought them.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Import",
          List.of(
              FROM,
              SRC,
              SRC_HEADERS,
              ADDR,
              HEADERS,
              START,
              END,
              SLICE,
              FILTER,
              SKIP,
              GeneralFlags.HELP));

  private ImportFlags() {}

  private static <T> Flag<T> flag(String name, FlagType<T> type, String byDefault, String help) {
    return Flag.of(name, type, byDefault, Role.ALL, help);
  }
}
