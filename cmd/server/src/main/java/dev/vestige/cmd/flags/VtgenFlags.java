package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.FRACTION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.time.Duration;
import java.util.List;

/// What the generator of traces sends, where to and how fast.
public final class VtgenFlags {
  private static final ScalarType<Double> SHARE = ScalarType.between(FRACTION, "0", "1");

  public static final Flag<List<String>> ADDRS =
      flag(
          "addrs",
          new ListType<>(TEXT),
          "http://127.0.0.1:10428/insert/opentelemetry/v1/traces",
          "Where to send; the workers take them in turn. With -protocol=grpc only scheme, host and"
              + " port count.");

  public static final Flag<String> PROTOCOL =
      flag(
          "protocol",
          ScalarType.oneOf("protobuf", "json", "grpc"),
          "protobuf",
          "How to speak OTLP: over HTTP as protobuf or JSON, or gRPC.");

  public static final Flag<String> COMPRESSION =
      flag(
          "compression",
          ScalarType.oneOf("none", "gzip", "zstd"),
          "none",
          "How requests are compressed.");

  public static final Flag<List<String>> HEADERS =
      flag(
          "header",
          new ListType<>(TEXT),
          "",
          "Header or metadata of each request, such as 'AccountID: 12'.");

  public static final Flag<Integer> RATE =
      flag(
          "rate",
          ScalarType.between(NUMBER, "0", "10000000"),
          "1000",
          "Spans per second; 0 for as many as the server takes. For -history, how dense it is.");

  public static final Flag<Duration> HISTORY =
      flag(
          "history",
          DURATION,
          "0",
          "First send traces of that long ago until now, as fast as the server takes them.");

  public static final Flag<Boolean> LIVE =
      flag("live", BOOL, "true", "Whether to send traces of now, after those of -history.");

  public static final Flag<Duration> DURATION_OF_LIVE =
      flag("duration", DURATION, "0", "How long to send traces of now. 0 for until it is stopped.");

  public static final Flag<Integer> SPANS =
      flag("spans", ScalarType.atLeast(NUMBER, "0"), "0", "End after so many spans. 0 for no end.");

  public static final Flag<Integer> SEED =
      flag("seed", NUMBER, "1", "The same seed makes the same traces, apart from their times.");

  public static final Flag<Integer> WORKERS =
      flag(
          "workers",
          ScalarType.between(NUMBER, "1", "256"),
          "2",
          "Connections that send side by side.");

  public static final Flag<Integer> BATCH =
      flag(
          "batch",
          ScalarType.between(NUMBER, "1", "100000"),
          "500",
          "Spans of a request, roughly: a trace is not torn apart.");

  public static final Flag<Integer> SHOPS =
      flag(
          "shops",
          ScalarType.between(NUMBER, "1", "100"),
          "1",
          "How many shops there are; each has its own services.");

  public static final Flag<Integer> INSTANCES =
      flag(
          "instances",
          ScalarType.between(NUMBER, "1", "1000"),
          "2",
          "How many instances each service has.");

  public static final Flag<Double> ERRORS =
      flag(
          "errors",
          ScalarType.between(FRACTION, "0", "100"),
          "1",
          "Makes errors so many times as frequent as in an ordinary shop.");

  public static final Flag<Double> SLOWNESS =
      flag(
          "slowness",
          ScalarType.between(FRACTION, "0.01", "100"),
          "1",
          "Makes everything take so many times as long as in an ordinary shop.");

  public static final Flag<Double> BAD_CLIENTS =
      flag(
          "badClients",
          SHARE,
          "0.002",
          "Share of traces with something odd in them: clocks that run backwards, no service name,"
              + " huge or strange values, spans sent twice, a lost root, ids of zeros.");

  public static final Flag<Duration> PROGRESS =
      flag("progress", DURATION, "5s", "How often to print a line of progress. 0 for never.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Flags",
          List.of(
              ADDRS,
              PROTOCOL,
              COMPRESSION,
              HEADERS,
              RATE,
              HISTORY,
              LIVE,
              DURATION_OF_LIVE,
              SPANS,
              SEED,
              WORKERS,
              BATCH,
              SHOPS,
              INSTANCES,
              ERRORS,
              SLOWNESS,
              BAD_CLIENTS,
              PROGRESS,
              GeneralFlags.HELP));

  private VtgenFlags() {}

  private static <T> Flag<T> flag(String name, FlagType<T> type, String byDefault, String help) {
    return Flag.of(name, type, byDefault, Role.ALL, help);
  }
}
