package dev.vestige.logsql.exec.row;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Another view whose columns go by other names.
final class MovedFieldsView implements BlockView {
  private final BlockView whole;
  private final SequencedMap<String, List<String>> origins;
  private final Map<String, ColumnVector> merged = new HashMap<>();

  /// @param origins for each name the columns of the whole of which the first value counts; no
  ///   column for a name that is empty
  MovedFieldsView(BlockView whole, SequencedMap<String, List<String>> origins) {
    this.whole = whole;
    this.origins = origins;
  }

  @Override
  public int rows() {
    return whole.rows();
  }

  @Override
  public Bitmap selection() {
    return whole.selection();
  }

  @Override
  public ColumnVector column(String field) {
    List<String> origin = origins.getOrDefault(field, List.of());
    return switch (origin.size()) {
      case 0 -> new ColumnVector.Constant(whole.rows(), ByteSlice.EMPTY);
      case 1 -> whole.column(origin.getFirst());
      default -> merged.computeIfAbsent(field, _ -> merge(origin));
    };
  }

  private ColumnVector merge(List<String> origin) {
    ColumnVector column = whole.column(origin.getFirst());
    for (String other : origin.subList(1, origin.size())) {
      ColumnVector rest = whole.column(other);
      if (!MergedColumn.isVacant(rest)) {
        column = MergedColumn.firstNonEmpty(column, rest, whole.selection());
      }
    }
    return column;
  }

  @Override
  public List<String> fields() {
    return List.copyOf(origins.keySet());
  }

  @Override
  public boolean isGiven(String field) {
    return origins.getOrDefault(field, List.of()).stream().anyMatch(whole::isGiven);
  }

  @Override
  public ColumnSummary summary(String field) {
    List<String> from = origins.getOrDefault(field, List.of());
    return from.size() == 1 ? whole.summary(from.getFirst()) : ColumnSummary.UNKNOWN;
  }
}
