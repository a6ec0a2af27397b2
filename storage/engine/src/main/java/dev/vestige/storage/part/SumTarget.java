package dev.vestige.storage.part;

import dev.vestige.storage.RollupSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts spans straight into the answer: with few spans to a cell, cells cost more than they save.
/// Confined to one thread.
final class SumTarget implements RollupTarget {
  private final RollupSums sums;
  private final RollupCells.Wanted wanted;
  private final List<Optional<RollupSums.Series>> places = new ArrayList<>();

  SumTarget(RollupSums sums, RollupCells.Wanted wanted) {
    this.sums = sums;
    this.wanted = wanted;
  }

  @Override
  public boolean isGivenUp() {
    return false;
  }

  @Override
  public int series(int tenant, RollupSums.Key key) {
    places.add(wanted.has(key) ? Optional.of(sums.series(key)) : Optional.empty());
    return places.size() - 1;
  }

  @Override
  public void add(int seriesNumber, int minute, int bucket) {
    Optional<RollupSums.Series> place = places.get(seriesNumber);
    if (place.isPresent()) {
      place.get().add(minute, bucket, 1);
    }
  }
}
