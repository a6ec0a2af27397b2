package dev.vestige.storage.engine;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.part.ReadContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops days but for pinned traces: parts without any go, others are written anew with nothing
/// else, each in one step. Used by one thread.
///
/// What is left of a day is as due as before, so it is remembered which parts there is nothing to
/// drop from.
final class Dropping {
  private static final Logger LOG = LoggerFactory.getLogger(Dropping.class);

  /// How long parts are left alone after reading or writing failed: other days can go meanwhile.
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Catalog catalog;
  private final Pins pins;
  private final ReadContexts contexts;

  /// Parts that have nothing but pinned traces, or are damaged.
  private final Set<StoredPart> finished = new HashSet<>();

  /// Parts with which something went wrong.
  private final Set<StoredPart> failed = new HashSet<>();

  private long unpinnedSeen;
  private long nextTry = System.nanoTime();

  Dropping(Catalog catalog, Pins pins, ReadContexts contexts) {
    this.catalog = catalog;
    this.pins = pins;
    this.contexts = contexts;
  }

  /// Whether something of the day can be dropped, now or later.
  boolean isOpen(Day day) {
    forgetWhatChanged();
    return catalog.damaged().stream().anyMatch(part -> part.day().equals(day))
        || catalog.view().parts().stream()
            .anyMatch(part -> part.day().equals(day) && !finished.contains(part));
  }

  /// Drops what there is of some days.
  ///
  /// @param why a relative clause about a day, for the log
  void drop(Predicate<Day> days, String why) {
    forgetWhatChanged();
    if (partsOf(days).isEmpty() && damagedOf(days).isEmpty()) {
      return;
    }
    catalog.exclusively(() -> dropWithoutPins(days, why));
    for (StoredPart part : partsOf(days)) {
      catalog.exclusively(() -> attempt(part, () -> trim(part, why)));
    }
    finished.retainAll(new HashSet<>(catalog.view().parts()));
  }

  private void forgetWhatChanged() {
    if (pins.unpinned() != unpinnedSeen) {
      unpinnedSeen = pins.unpinned();
      finished.clear();
    }
    if (!failed.isEmpty() && System.nanoTime() - nextTry >= 0) {
      failed.clear();
    }
  }

  /// First those that need no room on the disk.
  private void dropWithoutPins(Predicate<Day> days, String why) {
    pins.whileSame(() -> {
      List<StoredPart> gone = new ArrayList<>();
      for (StoredPart part : partsOf(days)) {
        attempt(
            part,
            () -> {
              if (pinnedRows(part).isEmpty()) {
                gone.add(part);
              }
            });
      }
      List<DamagedPart> damaged = damagedOf(days);
      if (!gone.isEmpty() || !damaged.isEmpty()) {
        gone.stream()
            .map(StoredPart::day)
            .distinct()
            .forEach(day -> LOG.info("dropping partition {}, which is {}", day, why));
        catalog.remove(gone, damaged);
      }
    });
  }

  private void trim(StoredPart part, String why) {
    if (!catalog.view().parts().contains(part)) {
      return;
    }
    pins.whileSame(() -> {
      Map<Integer, Bitmap> pinned = pinnedRows(part);
      long rows = PinnedRows.count(pinned);
      if (rows == part.summary().rows()) {
        finished.add(part);
        return;
      }
      Deletion.takeOut(catalog, part, PinnedRows.others(part.reader(), pinned));
      LOG.info("{} spans of partition {}, which is {}, are kept: pinned", rows, part.day(), why);
    });
  }

  private Map<Integer, Bitmap> pinnedRows(StoredPart part) {
    ReadContext context = contexts.borrow();
    try {
      return PinnedRows.of(part.reader(), pins.on(part.day()), context);
    } finally {
      contexts.giveBack(context);
    }
  }

  /// A part that cannot be read or written anew stays as it is, and keeps no other from going.
  private void attempt(StoredPart part, Runnable step) {
    try {
      step.run();
    } catch (VestigeException e) {
      LOG.error(
          "part {}/{} is not dropped: it may have pinned traces",
          part.day(),
          part.summary().name(),
          e);
      if (e.kind() == ErrorKind.CORRUPT) {
        finished.add(part);
      } else {
        failed.add(part);
        nextTry = System.nanoTime() + PAUSE_NANOS;
      }
    }
  }

  private List<StoredPart> partsOf(Predicate<Day> days) {
    return catalog.view().parts().stream()
        .filter(part -> days.test(part.day()) && !finished.contains(part) && !failed.contains(part))
        .toList();
  }

  private List<DamagedPart> damagedOf(Predicate<Day> days) {
    return catalog.damaged().stream().filter(part -> days.test(part.day())).toList();
  }
}
