package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the server tells about itself.
public final class MetricsFlags {
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\n]*\"");
  private static final Pattern HEADER = Pattern.compile("([!-9;-~]+):[ \t]*([ -~]*)");

  public static final Flag<Boolean> EXPOSE_METADATA =
      Flag.of(
          "metrics.exposeMetadata",
          BOOL,
          "false",
          Role.ALL,
          "Whether /metrics has lines with the type and meaning of each metric.");

  public static final Flag<List<URI>> PUSH_URL =
      Flag.of(
              "pushmetrics.url",
              new ListType<>(new ScalarType<>("url", "", UrlSyntax::parse)),
              "",
              Role.ALL,
              "Addresses that what /metrics shows is posted to. May hold a user and password, so it"
                  + " is hidden wherever flags are shown.")
          .masked();

  public static final Flag<Duration> PUSH_INTERVAL =
      Flag.of(
          "pushmetrics.interval",
          ScalarType.atLeast(DURATION, "1s"),
          "10s",
          Role.ALL,
          "How often metrics are posted to every -pushmetrics.url.");

  public static final Flag<List<String>> PUSH_EXTRA_LABEL =
      Flag.of(
          "pushmetrics.extraLabel",
          new ListType<>(new ScalarType<>("label", "", MetricsFlags::readLabel)),
          "",
          Role.ALL,
          "Labels to add to posted metrics, such as 'instance=\"foo\"'.");

  public static final Flag<List<Map.Entry<String, String>>> PUSH_HEADER =
      Flag.of(
              "pushmetrics.header",
              new ListType<>(new ScalarType<>("header", "", MetricsFlags::readHeader)),
              "",
              Role.ALL,
              "Headers of the requests to -pushmetrics.url, such as 'Authorization: Basic Zm9v'.")
          .masked();

  public static final Flag<Boolean> PUSH_DISABLE_COMPRESSION =
      Flag.of(
          "pushmetrics.disableCompression",
          BOOL,
          "false",
          Role.ALL,
          "Whether to post metrics without gzip.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Metrics",
          List.of(
              EXPOSE_METADATA,
              PUSH_URL,
              PUSH_INTERVAL,
              PUSH_EXTRA_LABEL,
              PUSH_HEADER,
              PUSH_DISABLE_COMPRESSION));

  private MetricsFlags() {}

  private static String readLabel(String text) {
    if (!LABEL.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a label such as 'instance=\"foo\"'");
    }
    return text;
  }

  private static Map.Entry<String, String> readHeader(String text) {
    Matcher matcher = HEADER.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected a header such as 'Authorization: Basic Zm9v'");
    }
    return Map.entry(matcher.group(1), matcher.group(2));
  }
}
