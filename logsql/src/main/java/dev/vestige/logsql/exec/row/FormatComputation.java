package dev.vestige.logsql.exec.row;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.Placeholder;
import dev.vestige.logsql.pipe.Template;
import dev.vestige.storage.ColumnVector;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `format` with several placeholders, or none: the values are written as their options want, per
/// dictionary entry where that can be, and then put together row by row.
final class FormatComputation implements Computation {
  private final String result;
  private final List<Placeholder> placeholders;

  /// The literal text in front of each placeholder and behind the last one.
  private final byte[][] literals;

  private final FormatOption[] options;
  private final ValueComputation[] values;

  private FormatComputation(FormatPipe pipe, RunContext run) {
    Template pattern = pipe.pattern();
    result = pipe.resultField();
    placeholders = pattern.placeholders();
    literals = new byte[placeholders.size() + 1][];
    options = new FormatOption[placeholders.size()];
    values = new ValueComputation[placeholders.size()];
    for (int i = 0; i < values.length; i++) {
      Placeholder placeholder = placeholders.get(i);
      literals[i] = placeholder.before().getBytes(StandardCharsets.UTF_8);
      options[i] = FormatOption.of(placeholder.option());
      values[i] = ValueComputation.of(result, options[i], run);
    }
    literals[values.length] = pattern.tail().getBytes(StandardCharsets.UTF_8);
  }

  static Computation of(FormatPipe pipe, RunContext run) {
    List<Placeholder> placeholders = pipe.pattern().placeholders();
    if (placeholders.size() == 1 && !placeholders.getFirst().field().isEmpty()) {
      Placeholder placeholder = placeholders.getFirst();
      byte[] head = placeholder.before().getBytes(StandardCharsets.UTF_8);
      byte[] tail = pipe.pattern().tail().getBytes(StandardCharsets.UTF_8);
      FormatOption option = FormatOption.of(placeholder.option());
      ValueWriter writer =
          (bytes, from, to, out) -> {
            out.putBytes(head);
            option.write(bytes, from, to, out);
            out.putBytes(tail);
          };
      return new FieldComputation(
          placeholder.field(), ValueComputation.of(pipe.resultField(), writer, run));
    }
    return new FormatComputation(pipe, run);
  }

  @Override
  public List<ComputedField> compute(BlockView block, Bitmap rows) {
    ColumnVector[] columns = new ColumnVector[values.length];
    boolean isConstant = true;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = column(i, block, rows);
      isConstant &= columns[i] instanceof ColumnVector.Constant;
    }
    if (isConstant) {
      ByteSink text = new ByteSink();
      append(columns, 0, text);
      ColumnVector column =
          new ColumnVector.Constant(block.rows(), ByteSlice.of(text.toByteArray()));
      return List.of(new ComputedField(result, column, null));
    }
    TextsBuilder texts = new TextsBuilder(block.rows());
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      texts.fill(row);
      append(columns, row, texts.text());
      texts.endRow();
    }
    texts.fill(block.rows());
    return List.of(new ComputedField(result, texts.build(), null));
  }

  private ColumnVector column(int placeholder, BlockView block, Bitmap rows) {
    String field = placeholders.get(placeholder).field();
    if (field.isEmpty()) {
      return new ColumnVector.Constant(block.rows(), ByteSlice.EMPTY);
    }
    ColumnVector column = block.column(field);
    return options[placeholder] == FormatOption.PLAIN
        ? column
        : values[placeholder].of(column, rows).getFirst().column();
  }

  private void append(ColumnVector[] columns, int row, ByteSink out) {
    for (int i = 0; i < columns.length; i++) {
      out.putBytes(literals[i]);
      columns[i].appendText(row, out);
      ColumnBytes.check(out);
    }
    out.putBytes(literals[columns.length]);
  }
}
