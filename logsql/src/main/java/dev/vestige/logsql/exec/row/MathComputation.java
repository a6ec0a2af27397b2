package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ChangedView;
import dev.vestige.logsql.math.MathAssignment;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `math`: expressions one after the other, each seeing the results in front of it.
final class MathComputation implements Computation {
  private final List<MathAssignment> assignments;
  private final MathEvaluator evaluator;

  MathComputation(List<MathAssignment> assignments, MathEvaluator evaluator) {
    this.assignments = assignments;
    this.evaluator = evaluator;
  }

  @Override
  public List<ComputedField> compute(BlockView block, Bitmap rows) {
    int[] numbers = rows.numbers();
    Map<String, ColumnVector> results = new LinkedHashMap<>();
    BlockView view = new ChangedView(block, results);
    for (MathAssignment assignment : assignments) {
      double[] values = evaluator.evaluate(assignment.expression(), view, numbers);
      results.put(assignment.resultField(), NumberColumn.of(values, numbers, block.rows()));
      evaluator.giveBack(values);
    }
    List<ComputedField> fields = new ArrayList<>();
    results.forEach((name, column) -> fields.add(new ComputedField(name, column, null)));
    return fields;
  }
}
