package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.math.MathCall;
import dev.vestige.logsql.math.MathConstant;
import dev.vestige.logsql.math.MathExpr;
import dev.vestige.logsql.math.MathField;
import dev.vestige.logsql.math.MathFunction;
import dev.vestige.logsql.math.MathNegation;
import dev.vestige.logsql.math.MathOperation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/// Computes arithmetic expressions over many rows at once: each step of an expression is one loop
/// over arrays, which are used over and over. Confined to one worker.
final class MathEvaluator {
  private final double nowNanos;
  private final SplittableRandom random;
  private final NumberLoader loader = new NumberLoader();

  /// Arrays that no step uses, all of one length.
  private final Deque<double[]> spare = new ArrayDeque<>();

  private int spareLength;

  /// @param nowNanos what `now()` is
  MathEvaluator(double nowNanos, SplittableRandom random) {
    this.nowNanos = nowNanos;
    this.random = random;
  }

  /// The values of the rows, in their order, in front of an array to be given back.
  double[] evaluate(MathExpr expression, BlockView block, int[] rows) {
    if (rows.length > spareLength) {
      spare.clear();
      spareLength = rows.length;
    }
    return step(expression, block, rows);
  }

  void giveBack(double[] values) {
    if (values.length == spareLength) {
      spare.push(values);
    }
  }

  private double[] take() {
    return spare.isEmpty() ? new double[spareLength] : spare.pop();
  }

  private double[] step(MathExpr expression, BlockView block, int[] rows) {
    return switch (expression) {
      case MathConstant constant -> filled(constant.value(), rows.length);
      case MathField field -> {
        double[] values = take();
        loader.load(block.column(field.field()), rows, values);
        yield values;
      }
      case MathNegation negation -> {
        double[] values = step(negation.operand(), block, rows);
        MathKernels.negate(values, rows.length);
        yield values;
      }
      case MathOperation operation -> {
        double[] left = step(operation.left(), block, rows);
        double[] right = step(operation.right(), block, rows);
        MathKernels.apply(operation.operator(), left, right, rows.length);
        giveBack(right);
        yield left;
      }
      case MathCall call -> call(call.function(), call.arguments(), block, rows);
    };
  }

  private double[] filled(double value, int count) {
    double[] values = take();
    Arrays.fill(values, 0, count, value);
    return values;
  }

  private double[] call(
      MathFunction function, List<MathExpr> arguments, BlockView block, int[] rows) {
    int count = rows.length;
    double[] values =
        switch (function) {
          case NOW -> filled(nowNanos, count);
          case RAND -> randoms(count);
          case ABS, CEIL, EXP, FLOOR, LN, MAX, MIN, ROUND ->
              step(arguments.getFirst(), block, rows);
        };
    switch (function) {
      case NOW, RAND -> {}
      case ABS -> MathKernels.abs(values, count);
      case CEIL -> MathKernels.ceil(values, count);
      case EXP -> MathKernels.exp(values, count);
      case FLOOR -> MathKernels.floor(values, count);
      case LN -> MathKernels.ln(values, count);
      case MAX, MIN, ROUND -> {
        if (arguments.size() == 1) {
          MathKernels.round(values, count);
        }
        for (MathExpr argument : arguments.subList(1, arguments.size())) {
          double[] other = step(argument, block, rows);
          if (function == MathFunction.ROUND) {
            MathKernels.round(values, other, count);
          } else {
            MathKernels.keepExtreme(function == MathFunction.MAX, values, other, count);
          }
          giveBack(other);
        }
      }
    }
    return values;
  }

  private double[] randoms(int count) {
    double[] values = take();
    for (int i = 0; i < count; i++) {
      values[i] = random.nextDouble();
    }
    return values;
  }
}
