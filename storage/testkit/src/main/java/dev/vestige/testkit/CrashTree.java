package dev.vestige.testkit;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The names of a directory as processes see them, as they were when it was last synced, and the
/// changes in between. Guarded by its disk.
final class CrashTree implements CrashNode {
  private TreeMap<String, CrashNode> names = new TreeMap<>();
  private TreeMap<String, CrashNode> syncedNames = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();

  /// An atomic change: one name goes, one comes, or both at once. What comes by another name must
  /// be there by that name, or a crash that undid the change before would leave it with two.
  private record Change(@Nullable String gone, @Nullable String come, @Nullable CrashNode node) {
    void apply(Map<String, CrashNode> names) {
      if (gone != null && node != null && names.get(gone) != node) {
        return;
      }
      if (gone != null) {
        names.remove(gone);
      }
      if (come != null && node != null) {
        names.put(come, node);
      }
    }
  }

  @Nullable CrashNode get(String name) {
    return names.get(name);
  }

  Map<String, CrashNode> names() {
    return names;
  }

  void add(String name, CrashNode node) {
    change(new Change(null, name, node));
  }

  void remove(String name) {
    change(new Change(name, null, null));
  }

  void rename(String from, String to) {
    change(new Change(from, to, names.get(from)));
  }

  private void change(Change change) {
    change.apply(names);
    changes.add(change);
  }

  void sync() {
    syncedNames = new TreeMap<>(names);
    changes.clear();
  }

  /// What may be found after a crash: of the changes never synced none, all, the first ones or any
  /// others. A file with several names stays one file.
  CrashTree survivor(RandomGenerator random, IdentityHashMap<CrashNode, CrashNode> survivors) {
    CrashTree survivor = new CrashTree();
    TreeMap<String, CrashNode> left = new TreeMap<>(syncedNames);
    int mode = random.nextInt(4);
    int first = random.nextInt(changes.size() + 1);
    for (int i = 0; i < changes.size(); i++) {
      boolean applied =
          switch (mode) {
            case 0 -> false;
            case 1 -> true;
            case 2 -> i < first;
            default -> random.nextBoolean();
          };
      if (applied) {
        changes.get(i).apply(left);
      }
    }
    left.forEach((name, node) -> survivor.names.put(name, survivor(node, random, survivors)));
    survivor.sync();
    return survivor;
  }

  private static CrashNode survivor(
      CrashNode node, RandomGenerator random, IdentityHashMap<CrashNode, CrashNode> survivors) {
    @Nullable CrashNode known = survivors.get(node);
    if (known != null) {
      return known;
    }
    CrashNode survivor =
        switch (node) {
          case CrashFile file -> file.survivor(random);
          case CrashTree tree -> tree.survivor(random, survivors);
        };
    survivors.put(node, survivor);
    return survivor;
  }
}
