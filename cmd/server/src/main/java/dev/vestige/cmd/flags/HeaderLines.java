package dev.vestige.cmd.flags;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The headers of a flag like `-header='AccountID: 12'`.
public final class HeaderLines {
  private HeaderLines() {}

  /// Names and values, in the order they were given in.
  ///
  /// @throws UsageException for one without a name
  public static Map<String, String> read(Flags flags, Flag<List<String>> flag) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : flags.get(flag)) {
      int colon = header.indexOf(':');
      if (colon <= 0) {
        throw new UsageException(
            "invalid value \"" + header + "\" for flag " + flag + ": expected name: value");
      }
      headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    return headers;
  }
}
