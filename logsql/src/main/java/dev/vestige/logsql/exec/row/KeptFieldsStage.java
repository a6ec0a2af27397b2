package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.KeptFieldsView;
import dev.vestige.logsql.field.FieldPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// `fields` and `delete`: some fields go. Which ones is decided once per list of fields, since the
/// blocks of a part mostly have the same.
final class KeptFieldsStage implements BlockSink {
  private record Choice(List<String> fields, List<String> kept, Set<String> names) {}

  private final List<FieldPattern> patterns;
  private final boolean keepMatching;
  private final BlockSink next;

  /// The last choice of each worker.
  private final Choice[] choices;

  private KeptFieldsStage(
      List<FieldPattern> patterns, boolean keepMatching, int workers, BlockSink next) {
    this.patterns = patterns;
    this.keepMatching = keepMatching;
    this.next = next;
    choices = new Choice[workers];
    Arrays.fill(choices, new Choice(List.of(), List.of(), Set.of()));
  }

  static BlockSink keeping(List<FieldPattern> patterns, int workers, BlockSink next) {
    return new KeptFieldsStage(patterns, true, workers, next);
  }

  static BlockSink dropping(List<FieldPattern> patterns, int workers, BlockSink next) {
    return new KeptFieldsStage(patterns, false, workers, next);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    List<String> fields = block.fields();
    if (!choices[worker].fields().equals(fields)) {
      choices[worker] = choice(fields);
    }
    Choice choice = choices[worker];
    return next.accept(new KeptFieldsView(block, choice.kept(), choice.names()), worker);
  }

  private Choice choice(List<String> fields) {
    List<String> kept = fields.stream().filter(this::isKept).toList();
    return new Choice(fields, kept, Set.copyOf(kept));
  }

  private boolean isKept(String field) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(field)) == keepMatching;
  }

  @Override
  public void finish() {
    next.finish();
  }
}
