package dev.vestige.storage;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Among which nodes spans were placed, and the hours in which those spans ended: what has to be
/// known to say on which nodes a trace can lie. A node that was passed over, or that was not listed
/// yet, is missing in a set. It only ever grows by [#join], in any order and as often as one likes,
/// so whoever knows some of it can tell it to all. `docs/format/placements.md` is the grammar;
/// decision 18 says why. Immutable.
public final class Placements {
  public static final Placements NONE = new Placements(new TreeMap<>());

  /// A place that is no node: spans may be anywhere.
  public static final String ANYWHERE = "*";

  /// More sets than the failures and changes of a year leave behind.
  public static final int SETS_MAX = 64;

  /// Bytes of all sets: what a node tells with each answer by id.
  static final int BYTES_MAX = 64 << 10;

  /// Spans of a trace that are known to be there tell when the others were: not further away than
  /// this.
  private static final long GAP_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final String SEPARATOR = ",";
  private static final int NAMES_BYTES_MAX = 1 << 20;

  /// By the names of the nodes in order, joined; none for the node that tells it.
  private final SortedMap<String, HourRanges> hoursBySet;

  private Placements(SortedMap<String, HourRanges> hoursBySet) {
    this.hoursBySet = hoursBySet;
  }

  /// Spans that ended in a time were placed among some nodes.
  public static Placements among(Collection<String> nodes, TimeRange ends) {
    TreeMap<String, HourRanges> one = new TreeMap<>();
    one.put(
        String.join(SEPARATOR, new TreeSet<>(nodes)),
        HourRanges.of(ends.fromNanos(), ends.toNanos()));
    return new Placements(one).bounded();
  }

  /// Spans that ended in a time came to the node that tells it without having been placed.
  public static Placements here(TimeRange ends) {
    return among(List.of(), ends);
  }

  /// The same, told by a node.
  public Placements toldBy(String node) {
    TreeMap<String, HourRanges> named = new TreeMap<>(hoursBySet);
    HourRanges here = named.remove("");
    if (here != null) {
      named.merge(node, here, HourRanges::join);
    }
    return new Placements(named);
  }

  public Placements join(Placements other) {
    TreeMap<String, HourRanges> both = new TreeMap<>(hoursBySet);
    other.hoursBySet.forEach((set, hours) -> both.merge(set, hours, HourRanges::join));
    return new Placements(both).bounded();
  }

  /// What there is no room for is given up from the oldest on: spans of those hours may be
  /// anywhere.
  private Placements bounded() {
    if (hoursBySet.size() <= SETS_MAX && bytes(hoursBySet.keySet()) <= BYTES_MAX) {
      return this;
    }
    TreeMap<String, HourRanges> some = new TreeMap<>(hoursBySet);
    HourRanges anywhere = some.getOrDefault(ANYWHERE, HourRanges.NONE);
    some.remove(ANYWHERE);
    int bytes = bytes(some.keySet());
    List<Map.Entry<String, HourRanges>> oldestFirst =
        hoursBySet.entrySet().stream()
            .filter(set -> !set.getKey().equals(ANYWHERE))
            .sorted(Comparator.comparingLong(set -> set.getValue().last()))
            .toList();
    for (Map.Entry<String, HourRanges> oldest : oldestFirst) {
      if (some.size() < SETS_MAX && bytes <= BYTES_MAX) {
        break;
      }
      bytes -= bytes(List.of(oldest.getKey()));
      anywhere = anywhere.join(oldest.getValue());
      some.remove(oldest.getKey());
    }
    some.put(ANYWHERE, anywhere);
    return new Placements(some);
  }

  private static int bytes(Collection<String> sets) {
    return sets.stream().mapToInt(set -> set.length() + 8).sum();
  }

  /// Whether the other says nothing new.
  public boolean covers(Placements other) {
    HourRanges anywhere = hoursBySet.getOrDefault(ANYWHERE, HourRanges.NONE);
    for (Map.Entry<String, HourRanges> entry : other.hoursBySet.entrySet()) {
      HourRanges mine = hoursBySet.getOrDefault(entry.getKey(), HourRanges.NONE);
      if (!mine.covers(entry.getValue()) && !anywhere.covers(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /// Without the hours before a time, of which no spans are kept.
  public Placements since(long nanos) {
    TreeMap<String, HourRanges> rest = new TreeMap<>();
    hoursBySet.forEach((set, hours) -> {
      HourRanges later = hours.since(HourRanges.hour(nanos));
      if (!later.isEmpty()) {
        rest.put(set, later);
      }
    });
    return new Placements(rest);
  }

  /// Whether all spans of a trace are on nodes that have answered.
  ///
  /// @param found from the first to the last end of its spans that were found; all times when there
  ///   are none
  /// @param hasAnswered by the name of the node
  /// @param others nodes that have not; spans were placed among each of them in those hours, or
  ///   else it is not known what came to it
  public boolean isWhole(
      TraceId trace, TimeRange found, Predicate<String> hasAnswered, Collection<String> others) {
    long first =
        HourRanges.hour(Math.max(found.fromNanos(), Long.MIN_VALUE + GAP_NANOS) - GAP_NANOS);
    long last = HourRanges.hour(Math.min(found.toNanos(), Long.MAX_VALUE - GAP_NANOS) + GAP_NANOS);
    long key = TracePlacement.key(trace.high(), trace.low());
    TreeSet<String> unknown = new TreeSet<>(others);
    for (Map.Entry<String, HourRanges> entry : hoursBySet.entrySet()) {
      if (entry.getValue().overlaps(first, last)) {
        List<String> nodes = List.of(entry.getKey().split(SEPARATOR, -1));
        int place = new TracePlacement(nodes).first(key, new boolean[nodes.size()]);
        if (!hasAnswered.test(nodes.get(place))) {
          return false;
        }
        nodes.forEach(unknown::remove);
      }
    }
    return unknown.isEmpty();
  }

  public void write(ByteSink out) {
    out.putVarint(hoursBySet.size());
    hoursBySet.forEach((set, hours) -> {
      byte[] names = set.getBytes(StandardCharsets.UTF_8);
      out.putSized(names, 0, names.length);
      hours.write(out);
    });
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws VestigeException CORRUPT when it is something else
  public static Placements read(ByteSource source) {
    TreeMap<String, HourRanges> sets = new TreeMap<>();
    int count = source.getCount("sets of nodes", SETS_MAX);
    for (int i = 0; i < count; i++) {
      int length =
          source.getCount("length of names", Math.min(NAMES_BYTES_MAX, source.remaining()));
      String names =
          new String(source.array(), source.take(length), length, StandardCharsets.UTF_8);
      sets.put(names, HourRanges.read(source));
    }
    source.requireEnd();
    return new Placements(sets).bounded();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Placements placements && hoursBySet.equals(placements.hoursBySet);
  }

  @Override
  public int hashCode() {
    return hoursBySet.hashCode();
  }
}
