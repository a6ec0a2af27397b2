package dev.vestige.cmd.metrics;

/// The labels of one sample, as they are written: `{path="/flags",format="x"}`. Their order and the
/// space behind a comma matter, since scripts compare whole lines with those of VictoriaTraces.
public record Labels(String text) {
  public static final Labels NONE = new Labels("");

  /// Names and values in turn, in this order, separated by commas.
  public static Labels of(String... namesAndValues) {
    return joined(",", namesAndValues);
  }

  /// As [#of], with a space behind each comma.
  public static Labels spaced(String... namesAndValues) {
    return joined(", ", namesAndValues);
  }

  private static Labels joined(String separator, String... namesAndValues) {
    if (namesAndValues.length == 0) {
      return NONE;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(i == 0 ? "{" : separator)
          .append(namesAndValues[i])
          .append("=\"")
          .append(escaped(namesAndValues[i + 1]))
          .append('"');
    }
    return new Labels(text.append('}').toString());
  }

  /// These labels and one more at the end.
  Labels and(String name, String value) {
    String last = name + "=\"" + escaped(value) + "\"}";
    return new Labels(
        text.isEmpty() ? "{" + last : text.substring(0, text.length() - 1) + "," + last);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
