package dev.vestige.storage.engine;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Block;
import dev.vestige.storage.RowChoice;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.part.PartBlocks;
import dev.vestige.storage.part.PartMerge;
import dev.vestige.storage.part.PartReader;
import dev.vestige.storage.part.ReadContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Deletes rows by writing the parts that have some anew without them. Each part is exchanged in
/// one step, so a search sees all rows of it or what is left, and a crash leaves one of both. Used
/// once, on the caller's thread.
///
/// Days are locked one after another; merges wait for the day under way, appends and searches for
/// nothing.
final class Deletion {
  private final Catalog catalog;
  private final SearchRequest scope;
  private final RowChoice choice;
  private final ReadContext context;
  private final @Nullable Pins spared;
  private long rowsDeleted;

  Deletion(Catalog catalog, SearchRequest scope, RowChoice choice, ReadContext context) {
    this(catalog, scope, choice, context, null);
  }

  /// @param spared whose rows stay, whatever is chosen
  Deletion(
      Catalog catalog,
      SearchRequest scope,
      RowChoice choice,
      ReadContext context,
      @Nullable Pins spared) {
    this.catalog = catalog;
    this.scope = scope;
    this.choice = choice;
    this.context = context;
    this.spared = spared;
  }

  /// Deletes from the parts that are there now; what is in memory must have been flushed.
  ///
  /// @return how many rows went
  long run() {
    TreeSet<Day> days = new TreeSet<>();
    parts().forEach(part -> days.add(part.day()));
    for (Day day : days) {
      catalog.exclusively(() -> deleteFrom(day));
    }
    return rowsDeleted;
  }

  /// The parts that may have such rows.
  private List<StoredPart> parts() {
    return catalog.view().parts().stream()
        .filter(part ->
            scope.range().overlaps(part.summary().minTimeNanos(), part.summary().maxTimeNanos()))
        .toList();
  }

  private void deleteFrom(Day day) {
    for (StoredPart part : parts()) {
      if (part.day().equals(day)) {
        deleteFrom(part);
      }
    }
  }

  private void deleteFrom(StoredPart part) {
    if (spared == null) {
      rowsDeleted += takeOut(catalog, part, chosen(part));
    } else {
      spared.whileSame(() -> rowsDeleted += takeOut(catalog, part, chosen(part)));
    }
  }

  private Map<Integer, Bitmap> chosen(StoredPart part) {
    Map<Integer, Bitmap> dropped = new HashMap<>();
    for (TenantId tenant : scope.tenants()) {
      if (part.reader().hasTenant(tenant)) {
        choose(part.reader(), tenant, dropped);
      }
    }
    if (spared != null && !dropped.isEmpty()) {
      PinnedRows.spare(dropped, PinnedRows.of(part.reader(), spared.on(part.day()), context));
    }
    return dropped;
  }

  /// Puts a part without some rows in the place of a part; while no other change of the parts runs.
  ///
  /// @param dropped the rows, by the number of the block
  /// @return how many went
  static long takeOut(Catalog catalog, StoredPart part, Map<Integer, Bitmap> dropped) {
    long rows = PinnedRows.count(dropped);
    if (rows == 0) {
      return 0;
    }
    if (rows == part.summary().rows()) {
      catalog.remove(List.of(part), List.of());
    } else {
      StoredPart left =
          catalog
              .files()
              .write(
                  part.day(),
                  (directory, name) ->
                      PartMerge.writeWithout(part.reader(), dropped, directory, name));
      catalog.replace(List.of(part), List.of(left));
    }
    return rows;
  }

  private void choose(PartReader part, TenantId tenant, Map<Integer, Bitmap> dropped) {
    List<Integer> blocks =
        scope.traces().isPresent()
            ? PartBlocks.candidates(part, tenant, scope.traces().get(), context)
            : PartBlocks.candidates(part, tenant, scope.range());
    for (int number : blocks) {
      scope.cancellation().check();
      Optional<Block> block =
          PartBlocks.open(part, number, tenant, scope.range(), scope.traces(), context);
      if (block.isPresent()) {
        Bitmap rows = choice.choose(block.get());
        rows.and(block.get().selection());
        if (!rows.isEmpty()) {
          dropped.merge(number, rows, Deletion::union);
        }
      }
    }
  }

  static Bitmap union(Bitmap one, Bitmap two) {
    one.or(two);
    return one;
  }
}
