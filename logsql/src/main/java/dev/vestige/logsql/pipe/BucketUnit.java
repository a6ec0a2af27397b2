package dev.vestige.logsql.pipe;

/// What the steps of a [Bucket] are.
public enum BucketUnit {
  /// Multiples of a number since zero, or of a duration since the epoch.
  NUMBER,
  /// `/24`: IPv4 networks.
  IPV4,
  /// `week`: weeks that start on Monday; `1w` is a NUMBER and starts on Thursday.
  WEEK,
  /// `month`: calendar months.
  MONTH,
  /// `year`: calendar years.
  YEAR
}
