package dev.vestige.logsql.parse;

import dev.vestige.logsql.Limits;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.print.ReservedWords;
import dev.vestige.logsql.stats.AvgFunc;
import dev.vestige.logsql.stats.CountEmptyFunc;
import dev.vestige.logsql.stats.CountFunc;
import dev.vestige.logsql.stats.CountUniqFunc;
import dev.vestige.logsql.stats.CountUniqHashFunc;
import dev.vestige.logsql.stats.HistogramFunc;
import dev.vestige.logsql.stats.JsonValuesFunc;
import dev.vestige.logsql.stats.MaxFunc;
import dev.vestige.logsql.stats.MedianFunc;
import dev.vestige.logsql.stats.MinFunc;
import dev.vestige.logsql.stats.QuantileFunc;
import dev.vestige.logsql.stats.RateFunc;
import dev.vestige.logsql.stats.RateSumFunc;
import dev.vestige.logsql.stats.RowAnyFunc;
import dev.vestige.logsql.stats.RowMaxFunc;
import dev.vestige.logsql.stats.RowMinFunc;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.logsql.stats.SumFunc;
import dev.vestige.logsql.stats.SumLenFunc;
import dev.vestige.logsql.stats.UniqValuesFunc;
import dev.vestige.logsql.stats.ValuesFunc;
import dev.vestige.logsql.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The functions of `stats`: `name(fields) limit n`.
final class StatsFuncParser {
  private final Cursor cursor;
  private final FieldLists lists;

  StatsFuncParser(Cursor cursor, FieldLists lists) {
    this.cursor = cursor;
    this.lists = lists;
  }

  StatsFunc parse() {
    Token name = cursor.token();
    String function = name.text().toLowerCase(Locale.ROOT);
    boolean word = name.kind() == TokenKind.WORD;
    if (!word || !ReservedWords.STATS_FUNCTIONS.contains(function)) {
      String hint = word ? Suggestions.hint(function, ReservedWords.STATS_FUNCTIONS) : "";
      throw cursor.error(name, "expected a function of `stats`, got " + name.described() + hint);
    }
    cursor.advance();
    return switch (function) {
      case "avg" -> new AvgFunc(fields(function));
      case "count" -> new CountFunc(fields(function));
      case "count_empty" -> new CountEmptyFunc(fields(function));
      case "count_uniq" -> new CountUniqFunc(names(name), lists.limit());
      case "count_uniq_hash" -> new CountUniqHashFunc(names(name), lists.limit());
      case "histogram" -> histogram(name);
      case "json_values" -> new JsonValuesFunc(fields(function), lists.limit());
      case "max" -> new MaxFunc(fields(function));
      case "median" -> new MedianFunc(fields(function));
      case "min" -> new MinFunc(fields(function));
      case "quantile" -> quantile();
      case "rate" -> rate(name);
      case "rate_sum" -> new RateSumFunc(fields(function));
      case "row_any" -> new RowAnyFunc(fields(function));
      case "row_max" -> rowMax(name);
      case "row_min" -> rowMin(name);
      case "sum" -> new SumFunc(fields(function));
      case "sum_len" -> new SumLenFunc(fields(function));
      case "uniq_values" -> new UniqValuesFunc(fields(function), lists.limit());
      case "values" -> new ValuesFunc(fields(function), lists.limit());
      default -> throw new IllegalStateException("a function without a parser: " + function);
    };
  }

  /// `(a, b*)`; all fields when empty or when `*` is among them.
  private List<FieldPattern> fields(String function) {
    return orAll(lists.patternsInParentheses("after `" + function + "`"));
  }

  private static List<FieldPattern> orAll(List<FieldPattern> fields) {
    boolean all = fields.isEmpty() || fields.contains(FieldPattern.ALL);
    return all ? List.of(FieldPattern.ALL) : fields;
  }

  /// `(a, b)`, at least one.
  private List<String> names(Token function) {
    List<String> names = lists.namesInParentheses("after `" + function.text() + "`");
    if (names.isEmpty()) {
      throw cursor.error(function, "`" + function.text() + "` needs at least one field");
    }
    return names;
  }

  private StatsFunc histogram(Token function) {
    List<String> names = names(function);
    if (names.size() != 1) {
      throw cursor.error(function, "`histogram` needs a single field, got " + names.size());
    }
    return new HistogramFunc(names.getFirst());
  }

  private StatsFunc rate(Token function) {
    if (!lists.patternsInParentheses("after `rate`").isEmpty()) {
      throw cursor.error(function, "`rate` takes no fields; `rate_sum` does");
    }
    return new RateFunc();
  }

  private StatsFunc quantile() {
    cursor.expect("(", "after `quantile`");
    Token phi =
        cursor.compound(Stops.NAME, "a number from 0 to 1 as the first argument of `quantile`");
    double value = Numbers.parseWithTimes(phi.text());
    if (!(value >= 0 && value <= 1)) {
      throw cursor.error(
          phi,
          "the first argument of `quantile` is a number from 0 to 1, got `" + phi.text() + "`");
    }
    return new QuantileFunc(value, phi.text(), orAll(moreFields()));
  }

  private StatsFunc rowMax(Token function) {
    cursor.expect("(", "after `row_max`");
    String by = lists.name("the field that `" + function.text() + "` compares");
    return new RowMaxFunc(by, orAll(moreFields()));
  }

  private StatsFunc rowMin(Token function) {
    cursor.expect("(", "after `row_min`");
    String by = lists.name("the field that `" + function.text() + "` compares");
    return new RowMinFunc(by, orAll(moreFields()));
  }

  /// `, a, b*)` behind a first argument.
  private List<FieldPattern> moreFields() {
    if (cursor.accept(")")) {
      return List.of();
    }
    cursor.expect(",", "or `)` behind the first argument");
    List<FieldPattern> fields = new ArrayList<>();
    while (!cursor.accept(")")) {
      fields.add(lists.pattern("the name of a field or `)`"));
      cursor.checkSize(fields.size(), Limits.LIST_ITEMS_MAX, "items in one list");
      if (!cursor.accept(",") && !cursor.at(")")) {
        throw cursor.expected("`,` or `)`");
      }
    }
    return fields;
  }
}
