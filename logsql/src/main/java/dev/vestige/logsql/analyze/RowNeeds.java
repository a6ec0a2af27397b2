package dev.vestige.logsql.analyze;

import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.ExtractPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.Placeholder;
import dev.vestige.logsql.pipe.Template;
import dev.vestige.logsql.pipe.WriteMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What pipes need that compute fields of a row from others.
final class RowNeeds {
  private RowNeeds() {}

  static FieldSet withCondition(FieldSet needed, @Nullable Filter condition) {
    return condition == null ? needed : needed.plusNames(FilterFields.of(condition));
  }

  /// A field is changed where it is.
  static FieldSet inPlace(FieldSet after, String field, @Nullable Filter condition) {
    return after.contains(field) ? withCondition(after, condition) : after;
  }

  /// A field is computed from another one, whatever it was.
  static FieldSet computed(FieldSet after, String result, String from) {
    return after.contains(result)
        ? after.minusNames(List.of(result)).plusNames(List.of(from))
        : after;
  }

  /// Fields that are known only when the row is there may come from `from`.
  static FieldSet unpacked(FieldSet after, String from, @Nullable Filter condition) {
    return after.isEmpty() ? after : withCondition(after.plusNames(List.of(from)), condition);
  }

  static FieldSet beforeExtract(ExtractPipe extract, FieldSet after) {
    List<String> results = fields(extract.pattern());
    if (results.stream().noneMatch(after::contains)) {
      return after;
    }
    boolean always = extract.mode() == WriteMode.OVERWRITE && extract.condition() == null;
    FieldSet rest = always ? after.minusNames(results) : after;
    return withCondition(rest.plusNames(List.of(extract.from())), extract.condition());
  }

  static FieldSet beforeFormat(FormatPipe format, FieldSet after) {
    if (!after.contains(format.resultField())) {
      return after;
    }
    boolean always = format.mode() == WriteMode.OVERWRITE && format.condition() == null;
    FieldSet rest = always ? after.minusNames(List.of(format.resultField())) : after;
    return withCondition(rest.plusNames(fields(format.pattern())), format.condition());
  }

  private static List<String> fields(Template template) {
    return template.placeholders().stream()
        .map(Placeholder::field)
        .filter(field -> !field.isEmpty())
        .toList();
  }
}
