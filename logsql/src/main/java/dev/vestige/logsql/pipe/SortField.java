package dev.vestige.logsql.pipe;

/// `field desc` of a list to sort by. Numbers sort as numbers, everything else in natural order;
/// empty values come first ascending and last descending.
public record SortField(String field, Direction direction) {
  public SortField reversed() {
    return new SortField(field, direction.reversed());
  }
}
