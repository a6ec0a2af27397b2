package dev.vestige.logsql.exec.order;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnVector;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rows beside their partners. Where both have a field, the row's own value wins unless it is
/// empty.
final class JoinedView implements BlockView {
  private final BlockView own;
  private final PartnerRows partners;
  private final int[] places;
  private final Map<String, ColumnVector> joined = new HashMap<>();

  /// @param places by row the number of its partner; -1 for none
  JoinedView(BlockView own, PartnerRows partners, int[] places) {
    this.own = own;
    this.partners = partners;
    this.places = places;
  }

  @Override
  public int rows() {
    return own.rows();
  }

  @Override
  public Bitmap selection() {
    return own.selection();
  }

  @Override
  public ColumnVector column(String field) {
    ColumnVector theirs = partners.columns().get(field);
    return theirs == null
        ? own.column(field)
        : joined.computeIfAbsent(field, name -> join(own.column(name), theirs));
  }

  private ColumnVector join(ColumnVector ours, ColumnVector theirs) {
    TextsBuilder builder = new TextsBuilder(own.rows());
    for (int row = 0; row < own.rows(); row++) {
      if (!ours.isEmpty(row)) {
        ours.appendText(row, builder.text());
      } else if (places[row] >= 0) {
        theirs.appendText(places[row], builder.text());
      }
      builder.endRow();
    }
    return builder.build();
  }

  @Override
  public List<String> fields() {
    Set<String> fields = new LinkedHashSet<>(own.fields());
    fields.addAll(partners.columns().keySet());
    return List.copyOf(fields);
  }

  @Override
  public boolean isGiven(String field) {
    return own.isGiven(field);
  }

  @Override
  public ColumnSummary summary(String field) {
    return partners.columns().containsKey(field) ? ColumnSummary.UNKNOWN : own.summary(field);
  }
}
