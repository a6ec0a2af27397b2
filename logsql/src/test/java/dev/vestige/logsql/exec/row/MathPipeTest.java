package dev.vestige.logsql.exec.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.value.NumberText;
import dev.vestige.logsql.generate.QueryGenerator;
import dev.vestige.logsql.generate.Vocabulary;
import dev.vestige.logsql.math.MathCall;
import dev.vestige.logsql.math.MathConstant;
import dev.vestige.logsql.math.MathExpr;
import dev.vestige.logsql.math.MathField;
import dev.vestige.logsql.math.MathNegation;
import dev.vestige.logsql.math.MathOperation;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Longs.NumberFormat;
import dev.vestige.testkit.Seed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
final class MathPipeTest {
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-0",
          "1",
          "-7",
          "2.5",
          "1e21",
          "1e-7",
          "abc",
          "10ms",
          "1.5KiB",
          "inf",
          "NaN",
          "9007199254740993",
          "10.0.0.1",
          "2025-06-15T10:20:30Z",
          "0x1F",
          "63");

  private static String math(String expression) {
    Map<String, String> row =
        Map.of("i", "-14", "f", "428.237", "d", "1m30s", "ip", "10.0.0.1", "s", "text");
    return Piping.one("math " + expression + " as r | fields r", row).getOrDefault("r", "");
  }

  @Test
  void operators_follow_their_priorities() {
    assertThat(math("2 ^ 3 ^ 2")).isEqualTo("64");
    assertThat(math("-2 ^ 2")).isEqualTo("4");
    assertThat(math("1 + 2 * 3")).isEqualTo("7");
    assertThat(math("i % 7")).isEqualTo("0");
    assertThat(math("-5 % 3")).isEqualTo("-2");
    assertThat(math("5 % 0")).isEqualTo("NaN");
    assertThat(math("1 / 0")).isEqualTo("+Inf");
    assertThat(math("1 or 6 & 3")).isEqualTo("3");
    assertThat(math("6 xor 3")).isEqualTo("5");
    assertThat(math("s default 7")).isEqualTo("7");
    assertThat(math("s & 1")).isEqualTo("NaN");
    assertThat(math("2^63 or 0")).isEqualTo("9223372036854776000");
  }

  @Test
  void values_are_read_as_numbers_of_any_kind() {
    assertThat(math("d / 1s")).isEqualTo("90");
    assertThat(math("ip + 1")).isEqualTo("167772162");
    assertThat(math("s + 1")).isEqualTo("NaN");
    assertThat(math("nosuch")).isEqualTo("NaN");
    assertThat(math("1e21")).isEqualTo("1000000000000000000000");
    assertThat(math("\"1e-7\"")).isEqualTo("0.0000001");
    assertThat(math("0.1 + 0.2")).isEqualTo("0.30000000000000004");
  }

  @Test
  void functions_round_and_compare() {
    assertThat(math("round(f, 0.1)")).isEqualTo("428.2");
    assertThat(math("round(527.9, 1s)")).isEqualTo("0");
    assertThat(math("round(527999999999.9, 1s)")).isEqualTo("528000000000");
    assertThat(math("round(-2.5)")).isEqualTo("-3");
    assertThat(math("round(0.49999999999999994)")).isEqualTo("0");
    assertThat(math("round(7, 0)")).isEqualTo("NaN");
    assertThat(math("round(7, s)")).isEqualTo("NaN");
    assertThat(math("ceil(-0.5)")).isEqualTo("-0");
    assertThat(math("floor(-0.5)")).isEqualTo("-1");
    assertThat(math("abs(i)")).isEqualTo("14");
    assertThat(math("ln(0)")).isEqualTo("-Inf");
    assertThat(math("exp(0)")).isEqualTo("1");
    assertThat(math("max(s, i, 3)")).isEqualTo("3");
    assertThat(math("min(s, i, 3)")).isEqualTo("-14");
    assertThat(math("max(s, s)")).isEqualTo("NaN");
  }

  @Test
  void later_expressions_see_earlier_results() {
    assertThat(Piping.one("math a + 1 as a, a * 2 as b", Map.of("a", "3")))
        .isEqualTo(Map.of("a", "4", "b", "8"));
  }

  @Test
  void numbers_of_columns_are_used_as_they_are() {
    Bitmap present = Bitmap.full(3);
    present.clear(1);
    long[] values = {-1, 5, 0x0A00_0001};
    Map<String, ColumnVector> columns =
        Map.of(
            "signed", new ColumnVector.Longs(values, present, 3, NumberFormat.DECIMAL),
            "unsigned", new ColumnVector.Longs(values, null, 3, NumberFormat.UNSIGNED),
            "address", new ColumnVector.Longs(values, null, 3, NumberFormat.IPV4),
            "hex", new ColumnVector.Longs(values, null, 3, NumberFormat.HEX),
            "doubles", new ColumnVector.Doubles(new double[] {0.5, 1, 2}, present, 3),
            "constant", new ColumnVector.Constant(3, ByteSlice.utf8("2s")));
    BlockView block = new ColumnsView(3, columns);
    assertThat(values(block, "signed")).containsExactly(-1, Double.NaN, 167772161);
    assertThat(values(block, "unsigned")).containsExactly(0x1p64, 5, 167772161);
    assertThat(values(block, "address")).containsExactly(4294967295.0, 5, 167772161);
    assertThat(values(block, "hex")).containsExactly(Double.NaN, 5, Double.NaN);
    assertThat(values(block, "doubles")).containsExactly(0.5, Double.NaN, 2);
    assertThat(values(block, "constant")).containsExactly(2e9, 2e9, 2e9);
  }

  private static double[] values(BlockView block, String field) {
    double[] values = new double[3];
    new NumberLoader().load(block.column(field), new int[] {0, 1, 2}, values);
    return values;
  }

  @Test
  void blocks_compute_what_one_row_at_atime_does(RandomGenerator random) {
    Vocabulary vocabulary =
        new Vocabulary(List.of("a", "b", "c"), VALUES, List.of("x"), List.of("1"));
    QueryGenerator queries = new QueryGenerator(random.nextLong(), vocabulary, ParseOptions.at(0));
    int checked = 0;
    while (checked < 300) {
      for (Pipe pipe : queries.query().pipes()) {
        if (pipe instanceof MathPipe math && !math.toString().matches("(?s).*(RAND|NOW).*")) {
          check(math, random);
          checked++;
        }
      }
    }
  }

  private static void check(MathPipe math, RandomGenerator random) {
    List<Map<String, String>> rows = random.ints(5).mapToObj(_ -> row(random)).toList();
    List<Map<String, String>> actual = Piping.run(List.of(math), rows, Piping.Form.CODED, 5);
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> expected = new HashMap<>(rows.get(i));
      for (var assignment : math.assignments()) {
        ByteSink text = new ByteSink();
        NumberText.append(naive(assignment.expression(), expected), text);
        expected.put(assignment.resultField(), text.slice().toString());
      }
      expected.values().removeIf(String::isEmpty);
      assertThat(actual.get(i)).as("%s over %s", math, rows.get(i)).isEqualTo(expected);
    }
  }

  private static Map<String, String> row(RandomGenerator random) {
    Map<String, String> row = new HashMap<>();
    for (String field : List.of("a", "b", "c")) {
      row.put(field, VALUES.get(random.nextInt(VALUES.size())));
    }
    return row;
  }

  private static double naive(MathExpr expression, Map<String, String> row) {
    return switch (expression) {
      case MathConstant constant -> constant.value();
      case MathField field -> Numbers.parseWithTimes(row.getOrDefault(field.field(), ""));
      case MathNegation negation -> -naive(negation.operand(), row);
      case MathOperation operation -> {
        double left = naive(operation.left(), row);
        double right = naive(operation.right(), row);
        yield switch (operation.operator()) {
          case POWER -> Math.pow(left, right);
          case TIMES -> left * right;
          case DIVIDE -> left / right;
          case MODULO -> left % right == 0 ? 0 : left % right;
          case PLUS -> left + right;
          case MINUS -> left - right;
          case AND, XOR, OR -> {
            double[] result = {left};
            MathKernels.apply(operation.operator(), result, new double[] {right}, 1);
            yield result[0];
          }
          case DEFAULT -> Double.isNaN(left) ? right : left;
        };
      }
      case MathCall call -> call(call, row);
    };
  }

  private static double call(MathCall call, Map<String, String> row) {
    double[] arguments = call.arguments().stream().mapToDouble(each -> naive(each, row)).toArray();
    return switch (call.function()) {
      case ABS -> Math.abs(arguments[0]);
      case CEIL -> Math.ceil(arguments[0]);
      case EXP -> Exponential.of(arguments[0]);
      case FLOOR -> Math.floor(arguments[0]);
      case LN -> Math.log(arguments[0]);
      case MAX -> extreme(arguments, 1);
      case MIN -> extreme(arguments, -1);
      case NOW, RAND -> throw new AssertionError("left to chance");
      case ROUND ->
          arguments.length == 1
              ? Rounding.toWhole(arguments[0])
              : Rounding.to(arguments[1]).round(arguments[0]);
    };
  }

  private static double extreme(double[] values, int sign) {
    double extreme = Double.NaN;
    for (double value : values) {
      if (Double.isNaN(extreme) || sign * value > sign * extreme) {
        extreme = value;
      }
    }
    return extreme;
  }

  @Test
  void random_numbers_lie_between_zero_and_one() {
    MathEvaluator evaluator = new MathEvaluator(7, new SplittableRandom(1));
    MathPipe pipe = (MathPipe) Piping.parse("math rand() as r, now() as n").getFirst();
    BlockView block = new ColumnsView(2, Map.of());
    double[] random =
        evaluator.evaluate(pipe.assignments().get(0).expression(), block, new int[] {0, 1});
    assertThat(random[0]).isBetween(0.0, 1.0).isNotEqualTo(random[1]);
    double[] now = evaluator.evaluate(pipe.assignments().get(1).expression(), block, new int[] {0});
    assertThat(now[0]).isEqualTo(7);
  }
}
