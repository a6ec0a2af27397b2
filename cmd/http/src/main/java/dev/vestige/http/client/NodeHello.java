package dev.vestige.http.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a node tells of itself at [#PATH]: lines of a word, a colon and a value. Words that a
/// reader does not know are passed over, so that nodes of different versions understand each other.
///
/// @param facts the values by their words
public record NodeHello(Map<String, String> facts) {
  public static final String PATH = "/internal/hello";

  /// The version of the program.
  public static final String VERSION = "version";

  /// The protocols in which spans are taken, separated by commas.
  public static final String INSERT = "insert";

  /// The protocols in which questions are answered, separated by commas.
  public static final String SELECT = "select";

  /// Why no spans are taken now; absent when they are.
  public static final String CLOSED = "closed";

  /// The nodes that it passes on to what names them, separated by commas, those that are to get no
  /// spans with `;drain`; absent for a node that keeps spans itself.
  public static final String NODES = "nodes";

  /// How far back spans are kept, in seconds.
  public static final String PAST = "past-seconds";

  /// How far ahead of the clock spans may be, in seconds.
  public static final String FUTURE = "future-seconds";

  /// How many rows are kept.
  public static final String ROWS = "rows";

  /// How many bytes of disk they take.
  public static final String BYTES = "bytes";

  /// How many of the rows wait in memory and log to be put into parts.
  public static final String PENDING = "pending-rows";

  /// How many bytes of its disk are free.
  public static final String FREE = "free-bytes";

  /// What its clock says, milliseconds since 1970.
  public static final String CLOCK = "clock-millis";

  /// How many provisional copies the node holds.
  public static final String PROVISIONAL = "provisional";

  /// Our own protocol, of questions in this version and of spans in the one before: a parcel is a
  /// batch.
  public static final String VESTIGE1 = "vestige1";

  /// Our own protocol of spans: a parcel has several batches.
  public static final String VESTIGE2 = "vestige2";

  /// That of the product that Vestige can replace.
  public static final String V1 = "v1";

  private static final int FACTS_MAX = 100;

  public NodeHello {
    facts = Map.copyOf(facts);
  }

  public static NodeHello parse(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    text.lines()
        .limit(FACTS_MAX)
        .forEach(line -> {
          int colon = line.indexOf(": ");
          if (colon > 0) {
            facts.put(line.substring(0, colon), line.substring(colon + 2));
          }
        });
    return new NodeHello(facts);
  }

  /// The value of a word; empty when it was not told.
  public String get(String word) {
    return facts.getOrDefault(word, "");
  }

  /// Whether a list has an item.
  public boolean has(String word, String item) {
    return List.of(get(word).split(",", -1)).contains(item);
  }

  /// A number, 0 when it was not told.
  public long number(String word) {
    try {
      return Long.parseLong(get(word));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public String print() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(facts)
        .forEach((word, value) -> text.append(word).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
