package dev.vestige.logsql.exec.row;

import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.FieldMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `copy` and `rename`: columns under other names. Where each name comes from is worked out once
/// per list of fields, since the blocks of a part mostly have the same.
///
/// A single name takes its source's place in every row. Of a prefix only fields with values move,
/// so that answers do not depend on which rows happen to share a block: where the row lacks the
/// source, the target stays. `copy p* as *` gives every name a new meaning, and only what it copies
/// is left.
final class MovedFieldsStage implements BlockSink {
  private record Moves(List<String> fields, SequencedMap<String, List<String>> origins) {}

  private final List<FieldMapping> mappings;
  private final boolean emptiesSource;
  private final BlockSink next;

  /// The last moves of each worker.
  private final Moves[] moves;

  private MovedFieldsStage(
      List<FieldMapping> mappings, boolean emptiesSource, int workers, BlockSink next) {
    this.mappings = mappings;
    this.emptiesSource = emptiesSource;
    this.next = next;
    moves = new Moves[workers];
    Arrays.fill(moves, new Moves(List.of(), new LinkedHashMap<>()));
  }

  static BlockSink copying(List<FieldMapping> mappings, int workers, BlockSink next) {
    return new MovedFieldsStage(mappings, false, workers, next);
  }

  static BlockSink renaming(List<FieldMapping> mappings, int workers, BlockSink next) {
    return new MovedFieldsStage(mappings, true, workers, next);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    List<String> fields = block.fields();
    if (!moves[worker].fields().equals(fields)) {
      moves[worker] = new Moves(fields, origins(fields));
    }
    return next.accept(new MovedFieldsView(block, moves[worker].origins()), worker);
  }

  /// For each name the fields of the block whose first value it has.
  private SequencedMap<String, List<String>> origins(List<String> fields) {
    SequencedMap<String, List<String>> origins = new LinkedHashMap<>();
    for (String field : fields) {
      origins.put(field, List.of(field));
    }
    for (FieldMapping mapping : mappings) {
      if (mapping.from().isPrefix()) {
        movePrefix(mapping, origins);
      } else {
        moveName(mapping, origins);
      }
    }
    return origins;
  }

  private void moveName(FieldMapping mapping, Map<String, List<String>> origins) {
    String from = mapping.from().name();
    List<String> origin = origins.getOrDefault(from, List.of());
    if (emptiesSource) {
      origins.remove(from);
    }
    origins.put(mapping.to().name(), origin);
  }

  private void movePrefix(FieldMapping mapping, Map<String, List<String>> origins) {
    Map<String, List<String>> moved = new LinkedHashMap<>();
    int prefixLength = mapping.from().name().length();
    for (Map.Entry<String, List<String>> entry : new TreeMap<>(origins).entrySet()) {
      if (mapping.from().matches(entry.getKey())) {
        String rest = mapping.to().isPrefix() ? entry.getKey().substring(prefixLength) : "";
        String target = mapping.to().name() + rest;
        moved.merge(
            target.isEmpty() ? FieldNames.MESSAGE : target,
            entry.getValue(),
            (earlier, later) -> Stream.concat(later.stream(), earlier.stream()).toList());
      }
    }
    if (emptiesSource) {
      origins.keySet().removeIf(mapping.from()::matches);
    } else if (mapping.to().equals(FieldPattern.ALL)) {
      origins.keySet().removeIf(name -> !mapping.from().matches(name));
    }
    for (Map.Entry<String, List<String>> entry : moved.entrySet()) {
      List<String> all = new ArrayList<>(entry.getValue());
      all.addAll(origins.getOrDefault(entry.getKey(), List.of()));
      origins.put(entry.getKey(), all.stream().distinct().toList());
    }
  }

  @Override
  public void finish() {
    next.finish();
  }
}
