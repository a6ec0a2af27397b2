package dev.vestige.storage.engine;

import dev.vestige.storage.part.PartMerge;
import dev.vestige.storage.part.PartReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Chooses parts of a day that are worth merging, and merges them.
final class Merger {
  /// Parts of like size that are merged at once: fewer would rewrite rows more often, more would
  /// leave more parts to look into.
  private static final int FAN_IN = 4;

  private static final int FAN_IN_MAX = 16;

  /// Larger parts are not made: a merge holds one column of all its rows in memory.
  private static final long ROWS_MAX = 1_200_000;

  private final PartFiles files;

  Merger(PartFiles files) {
    this.files = files;
  }

  /// The smallest parts of a day that together make one at least [#FAN_IN] times as large as the
  /// largest of them; empty when no day has such.
  List<StoredPart> choose(List<StoredPart> parts) {
    for (List<StoredPart> day : byDay(parts, "").values()) {
      List<StoredPart> chosen = chooseOfDay(day);
      if (!chosen.isEmpty()) {
        return chosen;
      }
    }
    return List.of();
  }

  private static List<StoredPart> chooseOfDay(List<StoredPart> smallestFirst) {
    for (int from = 0; from + FAN_IN <= smallestFirst.size(); from++) {
      long rows = 0;
      for (int to = from; to < Math.min(smallestFirst.size(), from + FAN_IN_MAX); to++) {
        long next = smallestFirst.get(to).summary().rows();
        if (rows + next > ROWS_MAX) {
          break;
        }
        rows += next;
        if (to - from + 1 >= FAN_IN && rows >= FAN_IN * next * 3 / 4) {
          boolean more =
              to + 1 < smallestFirst.size()
                  && to + 1 < from + FAN_IN_MAX
                  && rows + smallestFirst.get(to + 1).summary().rows() <= ROWS_MAX
                  && smallestFirst.get(to + 1).summary().rows() <= next * 2;
          if (!more) {
            return smallestFirst.subList(from, to + 1);
          }
        }
      }
    }
    return List.of();
  }

  private static Map<Day, List<StoredPart>> byDay(List<StoredPart> parts, String prefix) {
    Map<Day, List<StoredPart>> days = new TreeMap<>();
    for (StoredPart part : parts) {
      if (part.day().toString().startsWith(prefix)) {
        days.computeIfAbsent(part.day(), _ -> new ArrayList<>()).add(part);
      }
    }
    for (List<StoredPart> day : days.values()) {
      day.sort(Comparator.comparingLong(part -> part.summary().rows()));
    }
    return days;
  }

  /// The days of parts whose name begins with the prefix.
  static List<Day> days(List<StoredPart> parts, String prefix) {
    return List.copyOf(byDay(parts, prefix).keySet());
  }

  /// Groups of a day that leave as few parts as the largest size allows.
  static List<List<StoredPart>> all(List<StoredPart> parts, Day day) {
    List<List<StoredPart>> groups = new ArrayList<>();
    List<StoredPart> group = new ArrayList<>();
    long rows = 0;
    for (StoredPart part : byDay(parts, day.toString()).getOrDefault(day, List.of())) {
      if (rows + part.summary().rows() > ROWS_MAX && !group.isEmpty()) {
        groups.add(group);
        group = new ArrayList<>();
        rows = 0;
      }
      group.add(part);
      rows += part.summary().rows();
    }
    groups.add(group);
    groups.removeIf(each -> each.size() < 2);
    return groups;
  }

  /// Writes a new part with the rows of the given ones.
  StoredPart merge(List<StoredPart> parts) {
    List<PartReader> readers = parts.stream().map(StoredPart::reader).toList();
    MergeEvent event = new MergeEvent();
    event.begin();
    StoredPart merged =
        files.write(
            parts.getFirst().day(), (directory, name) -> PartMerge.write(readers, directory, name));
    event.end();
    if (event.shouldCommit()) {
      event.parts = parts.size();
      event.spans = merged.summary().rows();
      event.bytesRead = parts.stream().mapToLong(part -> part.summary().sizeBytes()).sum();
      event.bytesWritten = merged.summary().sizeBytes();
      event.commit();
    }
    return merged;
  }
}
