package dev.vestige.storage.part;

import dev.vestige.storage.Dictionary;
import dev.vestige.storage.TraceQuery;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The conditions of a query, looked up once per dictionary. Confined to one thread.
public final class TraceMatch {
  private static final boolean[] ANY = {true};
  private static final boolean[] NONE = {};
  private static final int DICTIONARIES_MAX = 1_024;

  private final TraceQuery query;
  private final IdentityHashMap<Dictionary, boolean[]> knownServices = new IdentityHashMap<>();
  private final IdentityHashMap<Dictionary, boolean[]> knownNames = new IdentityHashMap<>();

  public TraceMatch(TraceQuery query) {
    this.query = query;
  }

  TraceQuery query() {
    return query;
  }

  boolean hasServices() {
    return !query.services().isEmpty();
  }

  boolean hasName() {
    return query.name().isPresent();
  }

  /// By service code whether it is asked for; empty when none is.
  boolean[] services(TraceBlock block) {
    return hasServices()
        ? matches(knownServices, block.services().dictionary(), query.services())
        : ANY;
  }

  /// By name code whether it is asked for; empty when none is.
  boolean[] names(TraceBlock block) {
    return hasName()
        ? matches(knownNames, block.names().dictionary(), query.name().stream().toList())
        : ANY;
  }

  private static boolean[] matches(
      Map<Dictionary, boolean[]> known, Dictionary dictionary, List<String> wanted) {
    boolean[] answer = known.get(dictionary);
    if (answer == null) {
      answer = match(dictionary, wanted);
      if (known.size() >= DICTIONARIES_MAX) {
        known.clear();
      }
      known.put(dictionary, answer);
    }
    return answer;
  }

  private static boolean[] match(Dictionary dictionary, List<String> wanted) {
    boolean[] answer = new boolean[dictionary.size()];
    boolean any = false;
    for (int code = 0; code < answer.length; code++) {
      answer[code] = wanted.contains(dictionary.text(code).toString());
      any |= answer[code];
    }
    return any ? answer : NONE;
  }
}
