package dev.vestige.logsql.analyze;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.math.MathAssignment;
import dev.vestige.logsql.math.MathCall;
import dev.vestige.logsql.math.MathConstant;
import dev.vestige.logsql.math.MathExpr;
import dev.vestige.logsql.math.MathField;
import dev.vestige.logsql.math.MathNegation;
import dev.vestige.logsql.math.MathOperation;
import dev.vestige.logsql.pipe.CopyPipe;
import dev.vestige.logsql.pipe.FieldMapping;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.pipe.RenamePipe;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What pipes need that write one field after the other; they are walked from the last to the
/// first.
final class FieldMoves {
  private FieldMoves() {}

  static FieldSet beforeCopy(CopyPipe copy, FieldSet after) {
    FieldSet needed = after;
    for (FieldMapping mapping : copy.mappings().reversed()) {
      needed = moved(needed, mapping, false);
    }
    return needed;
  }

  static FieldSet beforeRename(RenamePipe rename, FieldSet after) {
    FieldSet needed = after;
    for (FieldMapping mapping : rename.mappings().reversed()) {
      needed = moved(needed, mapping, true);
    }
    return needed;
  }

  /// A single name behind a move has nothing to do with the field of that name in front of it. For
  /// prefixes that holds only where the source has a field for the target, so nothing is dropped.
  private static FieldSet moved(FieldSet after, FieldMapping mapping, boolean emptiesSource) {
    FieldPattern from = mapping.from();
    FieldPattern to = mapping.to();
    boolean needed = after.overlaps(to);
    FieldSet rest = after;
    if (!to.isPrefix()) {
      rest = rest.minus(List.of(to));
      rest = emptiesSource ? rest.minus(List.of(from)) : rest;
    }
    return needed ? rest.plus(List.of(from)) : rest;
  }

  static FieldSet beforeMath(MathPipe math, FieldSet after) {
    FieldSet needed = after;
    for (MathAssignment assignment : math.assignments().reversed()) {
      if (needed.contains(assignment.resultField())) {
        Set<String> fields = new TreeSet<>();
        collect(assignment.expression(), fields);
        needed = needed.minusNames(List.of(assignment.resultField())).plusNames(fields);
      }
    }
    return needed;
  }

  private static void collect(MathExpr expression, Set<String> fields) {
    switch (expression) {
      case MathConstant _ -> {}
      case MathField field -> fields.add(field.field());
      case MathNegation negation -> collect(negation.operand(), fields);
      case MathOperation operation -> {
        collect(operation.left(), fields);
        collect(operation.right(), fields);
      }
      case MathCall call -> call.arguments().forEach(argument -> collect(argument, fields));
    }
  }
}
