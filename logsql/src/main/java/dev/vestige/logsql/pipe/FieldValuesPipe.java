package dev.vestige.logsql.pipe;

import java.util.List;

/// `field_values field limit n`: one row per distinct value, the empty one too, with its number of
/// rows. Above the limit some n values stay and all hits are 0.
///
/// @param limit 0 for none
public record FieldValuesPipe(String field, long limit) implements Pipe {
  /// The column of the number of rows: `hits`, unless the field has that name.
  public String hitsField() {
    return ResultNames.distinctFrom(TopPipe.DEFAULT_HITS, List.of(field));
  }
}
