package dev.vestige.cmd.log;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How many messages were logged per level and place, those included that a rate limit kept out of
/// the log. Thread-safe.
public final class LogCounts {
  private static final String ELSEWHERE = "elsewhere";

  private final Map<Place, LongAdder> counts = new ConcurrentHashMap<>();

  private record Place(LogLevel level, String location) {}

  /// The messages of one level from one place in the code.
  public record Count(String level, String location, long messages) {}

  void add(LogLevel level, String location) {
    Place place = new Place(level, location);
    LongAdder known = counts.get(place);
    if (known == null) {
      // Several threads may go past the bound at once, each by one place.
      boolean isFull = counts.size() >= Limits.LOCATIONS_MAX;
      known =
          counts.computeIfAbsent(
              isFull ? new Place(level, ELSEWHERE) : place, _ -> new LongAdder());
    }
    known.increment();
  }

  public List<Count> list() {
    return counts.entrySet().stream()
        .map(entry ->
            new Count(
                entry.getKey().level().word(), entry.getKey().location(), entry.getValue().sum()))
        .sorted(Comparator.comparing(Count::level).thenComparing(Count::location))
        .toList();
  }
}
