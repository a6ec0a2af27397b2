package dev.vestige.logsql.exec.stats.function;

import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.field.FieldPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The fields of a block that a list of names and prefixes means.
final class FieldChoice {
  private final List<FieldPattern> patterns;
  private final boolean hasPrefixes;
  private final List<String> names;

  FieldChoice(List<FieldPattern> patterns) {
    this.patterns = List.copyOf(patterns);
    hasPrefixes = patterns.stream().anyMatch(FieldPattern::isPrefix);
    names = patterns.stream().map(FieldPattern::name).distinct().toList();
  }

  List<String> of(BlockView block) {
    if (!hasPrefixes) {
      return names;
    }
    Set<String> chosen = new LinkedHashSet<>();
    List<String> fields = block.fields();
    for (FieldPattern pattern : patterns) {
      if (!pattern.isPrefix()) {
        chosen.add(pattern.name());
        continue;
      }
      for (String field : fields) {
        if (pattern.matches(field)) {
          chosen.add(field);
        }
      }
    }
    return List.copyOf(chosen);
  }
}
