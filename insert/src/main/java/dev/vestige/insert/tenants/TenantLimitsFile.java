package dev.vestige.insert.tenants;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The text of the file with tenant limits: one tenant a line, `*` for all that have no line.
///
/// ```
/// # account:project  limits
/// *     spans_per_second=20000 active_streams=50000
/// 12:34 spans_per_second=100000
/// 12:0  active_streams=1000
/// ```
///
/// A line states all limits of its tenant: what it leaves out is unlimited.
record TenantLimitsFile(TenantLimit everyone, Map<TenantId, TenantLimit> tenants) {
  static final TenantLimitsFile EMPTY = new TenantLimitsFile(TenantLimit.NONE, Map.of());

  TenantLimitsFile {
    tenants = Map.copyOf(tenants);
  }

  TenantLimit of(TenantId tenant) {
    return tenants.getOrDefault(tenant, everyone);
  }

  /// @throws VestigeException INVALID_INPUT that names the line
  static TenantLimitsFile parse(String text) {
    TenantLimit everyone = TenantLimit.NONE;
    Map<TenantId, TenantLimit> tenants = new HashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      String[] words = line.split("\\s+");
      try {
        TenantLimit limit = limit(words);
        if (words[0].equals("*")) {
          everyone = limit;
        } else if (tenants.put(TenantId.parse(words[0]), limit) != null) {
          throw VestigeException.invalidInput("a second line for tenant " + words[0]);
        }
      } catch (VestigeException e) {
        throw VestigeException.invalidInput("line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return new TenantLimitsFile(everyone, tenants);
  }

  private static TenantLimit limit(String[] words) {
    long spansPerSecond = 0;
    long activeStreams = 0;
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      switch (pair[0]) {
        case "spans_per_second" ->
            spansPerSecond = number(words[i], pair, Limits.SPANS_PER_SECOND_MAX);
        case "active_streams" -> activeStreams = number(words[i], pair, Limits.ACTIVE_STREAMS_MAX);
        default ->
            throw VestigeException.invalidInput(
                "expected spans_per_second=N or active_streams=N, found " + words[i]);
      }
    }
    return new TenantLimit(spansPerSecond, activeStreams);
  }

  private static long number(String word, String[] pair, long max) {
    try {
      long value = pair.length < 2 ? -1 : Long.parseLong(pair[1]);
      if (value >= 0 && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // The message below says what was expected.
    }
    throw VestigeException.invalidInput("expected a number from 0 to " + max + ", found " + word);
  }
}
