package dev.vestige.logsql.exec.filter;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.logsql.exec.value.TextTable;
import dev.vestige.logsql.filter.SubqueryValues;
import java.util.Map;

/// What a filter needs to know besides itself.
///
/// @param rows where the blocks come from
/// @param answers the values of every subquery that the filter holds; they do not grow any more
/// @param cancellation asked before work that may take long
public record FilterContext(
    Rows rows, Map<SubqueryValues, TextTable> answers, Cancellation cancellation) {

  /// Where blocks come from.
  public enum Rows {
    /// Straight from storage: the columns of span name and service name are the stream's labels.
    STORED,
    /// Through pipes, which may have renamed or computed any field: labels are read from `_stream`.
    COMPUTED
  }

  public FilterContext {
    answers = Map.copyOf(answers);
  }

  public static FilterContext stored(Cancellation cancellation) {
    return new FilterContext(Rows.STORED, Map.of(), cancellation);
  }

  public static FilterContext computed(Cancellation cancellation) {
    return new FilterContext(Rows.COMPUTED, Map.of(), cancellation);
  }

  TextTable answer(SubqueryValues subquery) {
    TextTable answer = answers.get(subquery);
    if (answer == null) {
      throw new VestigeException(
          ErrorKind.INTERNAL, "compiling a filter: its subquery was not answered: " + subquery);
    }
    return answer;
  }
}
