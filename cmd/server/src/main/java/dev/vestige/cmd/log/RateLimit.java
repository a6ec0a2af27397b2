package dev.vestige.cmd.log;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets a number of messages per second and place through, and one more that says that others
/// follow which are not written. Thread-safe.
final class RateLimit {
  private final int perSecond;

  // Both guarded by this. A second has as many entries as places that logged in it.
  private final Map<String, Integer> messages = new HashMap<>();
  private long second;

  /// @param perSecond 0 for no bound
  RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /// The text to write, or null when there are too many.
  @Nullable String limit(String text, String location, long nowSecond) {
    if (perSecond == 0) {
      return text;
    }
    int before = count(location, nowSecond);
    if (before == perSecond) {
      return "more than " + perSecond + " per second, the rest is left out: " + text;
    }
    return before < perSecond ? text : null;
  }

  private synchronized int count(String location, long nowSecond) {
    if (nowSecond != second) {
      messages.clear();
      second = nowSecond;
    }
    return messages.merge(location, 1, Integer::sum) - 1;
  }
}
