package dev.vestige.logsql.pipe;

import java.util.List;

/// `uniq by (a, b) with hits limit n`: the distinct tuples. Above the limit some n tuples stay and
/// all hits are 0.
///
/// @param by one or more fields
/// @param withHits whether the number of rows per tuple is returned
/// @param limit 0 for none
public record UniqPipe(List<String> by, boolean withHits, long limit) implements Pipe {
  public UniqPipe {
    by = List.copyOf(by);
  }

  /// The column of the number of rows: `hits`, unless a `by` field has that name.
  public String hitsField() {
    return ResultNames.distinctFrom(TopPipe.DEFAULT_HITS, by);
  }
}
