package dev.vestige.logsql.exec.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/// Runs filters written as text on blocks made by hand.
final class Filtering {
  /// A Sunday.
  private static final long NOW = Timestamps.parse("2025-06-15T12:00:00Z");

  private Filtering() {}

  static Filter parse(String filter) {
    return LogsQl.parseFilter(filter, ParseOptions.at(NOW));
  }

  static CompiledFilter compile(String filter) {
    return FilterCompiler.compile(parse(filter), FilterContext.stored(Cancellation.never()));
  }

  /// The values of the field `f` that a filter keeps, whichever form the column has; an empty text
  /// is a missing value.
  static List<String> kept(String filter, String... values) {
    return keptOf("f", filter, values);
  }

  static List<String> keptOf(String field, String filter, String... values) {
    List<String> texts = List.of(values);
    List<String> first = null;
    for (ColumnVector form : Columns.all(texts)) {
      TestBlock block = new TestBlock(values.length).with(field, form);
      List<String> kept = rows(filter, block).stream().map(texts::get).toList();
      first = first == null ? kept : first;
      assertThat(kept).as("%s on %s", filter, form.getClass().getSimpleName()).isEqualTo(first);
    }
    return first == null ? List.of() : first;
  }

  /// The numbers of the rows that a filter keeps.
  static List<Integer> rows(String filter, BlockView block) {
    Bitmap rows = Bitmap.full(block.rows());
    compile(filter).apply(block, rows);
    return numbers(rows);
  }

  static List<Integer> numbers(Bitmap rows) {
    List<Integer> numbers = new ArrayList<>();
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      numbers.add(row);
    }
    return numbers;
  }
}
