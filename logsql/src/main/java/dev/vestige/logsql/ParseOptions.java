package dev.vestige.logsql;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// What a query means depends on these.
///
/// @param nowNanos what relative times count from, nanoseconds since the epoch
/// @param zone the zone of times that name none
/// @param charactersMax how long the query may be, at most [Limits#QUERY_CHARACTERS_MAX]
/// @param origin who wrote the query
public record ParseOptions(long nowNanos, ZoneId zone, int charactersMax, Origin origin) {

  /// Who wrote a query.
  public enum Origin {
    /// A user: everything that is documented.
    CLIENT,
    /// Another node: pipes that only nodes use are understood as well.
    NODE
  }

  public ParseOptions {
    if (charactersMax < 1 || charactersMax > Limits.QUERY_CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          "the query length limit is 1 to "
              + Limits.QUERY_CHARACTERS_MAX
              + ", got "
              + charactersMax);
    }
  }

  /// A client's query at a point in time, in UTC, with the default length limit.
  public static ParseOptions at(long nowNanos) {
    return new ParseOptions(
        nowNanos, ZoneOffset.UTC, Limits.QUERY_CHARACTERS_DEFAULT, Origin.CLIENT);
  }

  public ParseOptions withZone(ZoneId newZone) {
    return new ParseOptions(nowNanos, newZone, charactersMax, origin);
  }

  public ParseOptions withCharactersMax(int newCharactersMax) {
    return new ParseOptions(nowNanos, zone, newCharactersMax, origin);
  }

  public ParseOptions withOrigin(Origin newOrigin) {
    return new ParseOptions(nowNanos, zone, charactersMax, newOrigin);
  }
}
