package dev.vestige.cmd.metrics;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.MetricsFlags;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Where metrics are posted to and how.
///
/// @param labels what is added to each sample, as `name="value"`
/// @param headers of each request
public record PushOptions(
    List<URI> addresses,
    long intervalMillis,
    List<String> labels,
    List<Map.Entry<String, String>> headers,
    Compression compression) {

  /// Whether the page is sent with gzip.
  public enum Compression {
    GZIP,
    NONE
  }

  public static PushOptions of(Flags flags) {
    return new PushOptions(
        flags.get(MetricsFlags.PUSH_URL),
        flags.get(MetricsFlags.PUSH_INTERVAL).toMillis(),
        flags.get(MetricsFlags.PUSH_EXTRA_LABEL),
        flags.get(MetricsFlags.PUSH_HEADER),
        flags.get(MetricsFlags.PUSH_DISABLE_COMPRESSION) ? Compression.NONE : Compression.GZIP);
  }
}
