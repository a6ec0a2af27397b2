package dev.vestige.cmd.metrics;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// Collects samples and writes them in the Prometheus text format, sorted by metric. Confined to
/// one thread.
public final class MetricsText {
  private final Map<String, Family> families = new TreeMap<>();

  /// What the type line of a metric says.
  enum Kind {
    COUNTER,
    GAUGE,
    SUMMARY,
    HISTOGRAM
  }

  /// Whether the page tells the type and meaning of each metric.
  public enum Metadata {
    SHOWN,
    HIDDEN
  }

  private record Family(Kind kind, String help, StringBuilder lines) {}

  public void counter(String name, String help, Labels labels, double value) {
    sample(name, Kind.COUNTER, help, name, labels, value);
  }

  public void gauge(String name, String help, Labels labels, double value) {
    sample(name, Kind.GAUGE, help, name, labels, value);
  }

  /// One line of a metric, whose name may have a suffix that the metric's has not. The first line
  /// decides about kind and help.
  void sample(String family, Kind kind, String help, String name, Labels labels, double value) {
    families
        .computeIfAbsent(family, _ -> new Family(kind, help, new StringBuilder()))
        .lines()
        .append(name)
        .append(labels.text())
        .append(' ')
        .append(number(value))
        .append('\n');
  }

  String render(Metadata metadata) {
    StringBuilder page = new StringBuilder(32_768);
    families.forEach((name, family) -> {
      if (metadata == Metadata.SHOWN) {
        page.append(family.help().isEmpty() ? "" : "# HELP " + name + " " + family.help() + "\n")
            .append("# TYPE ")
            .append(name)
            .append(' ')
            .append(word(family.kind()))
            .append('\n');
      }
      page.append(family.lines());
    });
    return page.toString();
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case SUMMARY -> "summary";
      case HISTOGRAM -> "histogram";
    };
  }

  /// Whole numbers without a point, others without an exponent while they are of ordinary size.
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    double size = Math.abs(value);
    boolean isOrdinary = size == 0 || (size >= 1e-9 && size < 1e17);
    if (!isOrdinary) {
      return Double.toString(value);
    }
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).toPlainString();
  }
}
