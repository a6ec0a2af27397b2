package dev.vestige.logsql.exec.filter;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnSummary.CodedBlocks;
import dev.vestige.storage.ColumnVector;
import java.util.Optional;

/// A condition on the values of one column. What the column is made of is asked once per block: a
/// constant is judged once, dictionary entries once per query, numbers and ids as such where the
/// predicate can, and texts one by one.
final class ColumnFilter implements CompiledFilter {
  private final String field;
  private final ValuePredicate predicate;
  private final WordDemand demand;
  private final DictionaryCache dictionaries = new DictionaryCache();
  private final ByteSink text = new ByteSink();

  ColumnFilter(String field, ValuePredicate predicate, WordDemand demand) {
    this.field = field;
    this.predicate = predicate;
    this.demand = demand;
  }

  ColumnFilter(String field, ValuePredicate predicate) {
    this(field, predicate, WordDemand.NONE);
  }

  @Override
  public void apply(BlockView block, Bitmap rows) {
    if (rows.isEmpty()) {
      return;
    }
    ColumnSummary summary = block.summary(field);
    if (!mayMatch(summary, block.rows())) {
      rows.clearAll();
      return;
    }
    if (predicate.mustMatch(summary)) {
      return;
    }
    switch (block.column(field)) {
      case ColumnVector.Constant(int _, var value) -> {
        int from = value.offset();
        if (!predicate.test(value.array(), from, from + value.length())) {
          rows.clearAll();
        }
      }
      case ColumnVector.Coded coded ->
          dictionaries.of(coded.dictionary()).narrow(coded, predicate, rows);
      case ColumnVector.Longs longs -> predicate.narrowLongs(longs, rows, text);
      case ColumnVector.Doubles doubles -> predicate.narrowDoubles(doubles, rows, text);
      case ColumnVector.Ids ids -> predicate.narrowIds(ids, rows, text);
      case ColumnVector.Texts texts -> predicate.narrowTexts(texts.bytes(), texts.offsets(), rows);
    }
  }

  /// Whether some row may match, by what is known without reading the column.
  private boolean mayMatch(ColumnSummary column, int rows) {
    if (!demand.mayBeIn(column) || !predicate.mayMatch(column)) {
      return false;
    }
    Optional<CodedBlocks> coded = column.dictionary();
    return coded.isEmpty()
        || dictionaries.of(coded.get().dictionary()).mayMatch(coded.get(), predicate, rows);
  }

  @Override
  public CompiledFilter forWorker() {
    return new ColumnFilter(field, predicate.forWorker(), demand);
  }

  @Override
  public int cost() {
    return predicate.cost();
  }
}
