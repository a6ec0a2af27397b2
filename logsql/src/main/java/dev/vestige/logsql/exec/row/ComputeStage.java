package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ChangedView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.filter.CompiledFilter;
import dev.vestige.logsql.exec.filter.FilterCompiler;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.WriteMode;
import dev.vestige.storage.ColumnVector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every pipe that adds or changes fields of rows: a computation finds the values, and this stage
/// decides which rows take them.
final class ComputeStage implements BlockSink {
  private final Computation[] computations;
  private final CompiledFilter @Nullable [] conditions;
  private final WriteMode mode;
  private final MemoryBudget memory;
  private final BlockSink next;

  /// @param condition rows that do not satisfy it stay as they are; null for every row
  /// @param computation makes one for each worker
  ComputeStage(
      @Nullable Filter condition,
      WriteMode mode,
      Supplier<Computation> computation,
      StageContext context,
      BlockSink next) {
    this.mode = mode;
    this.memory = context.run().memory();
    this.next = next;
    computations = new Computation[context.workers()];
    for (int worker = 0; worker < computations.length; worker++) {
      computations[worker] = computation.get();
    }
    conditions = condition == null ? null : conditions(condition, context);
  }

  static CompiledFilter[] conditions(Filter condition, StageContext context) {
    return FilterCompiler.forWorkers(condition, context.filters(), context.workers())
        .toArray(CompiledFilter[]::new);
  }

  @Override
  public boolean accept(BlockView block, int worker) {
    Bitmap rows = block.selection();
    if (conditions != null) {
      rows = rows.copy();
      conditions[worker].apply(block, rows);
    }
    if (rows.isEmpty()) {
      return next.accept(block, worker);
    }
    Map<String, ColumnVector> changed = new LinkedHashMap<>();
    long bytes = 0;
    for (ComputedField field : computations[worker].compute(block, rows)) {
      ColumnVector column = merged(block, rows, field);
      changed.put(field.name(), column);
      bytes += ColumnBytes.of(column);
    }
    memory.reserve(bytes);
    try {
      return next.accept(new ChangedView(block, changed), worker);
    } finally {
      memory.release(bytes);
    }
  }

  private ColumnVector merged(BlockView block, Bitmap rows, ComputedField field) {
    boolean wins = mode == WriteMode.OVERWRITE && field.written() == null;
    if (conditions == null && wins) {
      return field.column();
    }
    ColumnVector original = block.column(field.name());
    if (conditions == null && MergedColumn.isVacant(original)) {
      return field.column();
    }
    Bitmap taken = rows.copy();
    field.keepWritten(taken);
    switch (mode) {
      case OVERWRITE -> {}
      case KEEP_ORIGINAL_FIELDS -> taken = MergedColumn.emptyRows(original, taken);
      case SKIP_EMPTY_RESULTS -> taken.andNot(MergedColumn.emptyRows(field.column(), taken));
    }
    return taken.equals(block.selection())
        ? field.column()
        : MergedColumn.of(original, field.column(), taken, block.selection());
  }

  @Override
  public void finish() {
    next.finish();
  }
}
