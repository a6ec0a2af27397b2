package dev.vestige.storage.part;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.List;

/// Finds the blocks of a part in which spans of a time or of a trace are.
public final class PartTraces {
  private PartTraces() {}

  /// Takes the spans that a block has of a trace, by the trace's number in it.
  public interface Visitor {
    void visit(TraceBlock block, int trace);
  }

  /// The numbers of the blocks that may have spans of the tenant that began before the range ended
  /// and ended after it began.
  public static List<Integer> candidates(PartReader part, TenantId tenant, TimeRange range) {
    List<Integer> found = new ArrayList<>();
    TimeRange open = new TimeRange(range.fromNanos(), Long.MAX_VALUE);
    for (int block : PartBlocks.candidates(part, tenant, open)) {
      if (part.blocks().get(block).minStartNanos() <= range.toNanos()) {
        found.add(block);
      }
    }
    return found;
  }

  /// Hands out each block that has spans of a trace.
  public static void find(
      PartReader part, TenantId tenant, TraceId trace, ReadContext context, Visitor visitor) {
    PartBlocks.forEachPlace(
        part,
        tenant,
        trace,
        context,
        block -> new BlockColumns(part, block, context),
        (_, columns, _) -> {
          TraceBlock block = TraceBlock.of(columns, tenant);
          visitor.visit(block, block.find(trace));
        });
  }
}
