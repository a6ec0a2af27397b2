package dev.vestige.logsql.analyze;

import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import java.util.List;

/// What sorting needs.
final class SortNeeds {
  private SortNeeds() {}

  /// Whole rows are compared when no field is named.
  static FieldSet before(SortPipe sort, FieldSet after) {
    if (sort.by().isEmpty()) {
      return FieldSet.ALL;
    }
    FieldSet needed =
        sort.rankField() == null ? after : after.minusNames(List.of(sort.rankField()));
    return needed
        .plusNames(sort.by().stream().map(SortField::field).toList())
        .plusNames(sort.partitionBy());
  }
}
