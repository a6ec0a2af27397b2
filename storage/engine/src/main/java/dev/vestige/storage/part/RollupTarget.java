package dev.vestige.storage.part;

import dev.vestige.storage.RollupSums;

/// Where counted spans go: into the cells of a part being written, or straight into the answer.
interface RollupTarget {
  /// Counts nothing.
  RollupTarget NONE =
      new RollupTarget() {
        @Override
        public boolean isGivenUp() {
          return true;
        }

        @Override
        public int series(int tenant, RollupSums.Key key) {
          return 0;
        }

        @Override
        public void add(int seriesNumber, int minute, int bucket) {}
      };

  /// Whether nothing more is counted.
  boolean isGivenUp();

  /// The number of a series.
  int series(int tenant, RollupSums.Key key);

  /// Counts a span of a series.
  void add(int seriesNumber, int minute, int bucket);
}
