package dev.vestige.storage;

/// What a search read and what it could leave out.
public record SearchStatistics(
    long partsVisited,
    long partsSkipped,
    long blocksVisited,
    long blocksSkipped,
    long rowsVisited,
    long bytesRead) {
  public static final SearchStatistics NONE = new SearchStatistics(0, 0, 0, 0, 0, 0);

  public SearchStatistics plus(SearchStatistics other) {
    return new SearchStatistics(
        partsVisited + other.partsVisited,
        partsSkipped + other.partsSkipped,
        blocksVisited + other.blocksVisited,
        blocksSkipped + other.blocksSkipped,
        rowsVisited + other.rowsVisited,
        bytesRead + other.bytesRead);
  }
}
