package dev.vestige.storage.part;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.IntList;
import dev.vestige.storage.Limits;
import dev.vestige.storage.OpenCall;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Spans whose parent is not where they are: they came in before it, or it is in a part of another
/// time or day. Looking for the parents goes part by part and block by block, so that each block is
/// read once at most. Confined to one thread.
public final class OpenCalls {
  private final RollupSums sums;
  private final List<Call> calls = new ArrayList<>();
  private final Map<RollupSums.Key, RollupSums.Series> series = new HashMap<>();

  /// A span that looks for its parent.
  ///
  /// @param status an error's or 0
  /// @param home the part it is in, when its trace has no more spans there
  record Call(
      TraceId trace,
      long parentId,
      String service,
      int status,
      int minute,
      short bucket,
      Optional<PartReader> home) {}

  public OpenCalls(RollupSums sums) {
    this.sums = sums;
  }

  void add(Call call) {
    if (calls.size() >= Limits.OPEN_CALLS_MAX) {
      throw new VestigeException(
          ErrorKind.RESOURCE_EXHAUSTED,
          "more than "
              + Limits.OPEN_CALLS_MAX
              + " spans of this time have their parents in other parts; ask for less time");
    }
    calls.add(call);
  }

  /// Looks for parents in a part and counts the calls found.
  public void resolveIn(PartReader part, TenantId tenant, ReadContext context) {
    if (calls.isEmpty() || !part.hasTenant(tenant)) {
      return;
    }
    TraceLocator locator = part.locator(context);
    Map<Integer, IntList> callsOfBlock = new HashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      int block =
          call.home.isPresent() && call.home.get() == part
              ? -1
              : locator.block(tenant, call.trace.high(), call.trace.low());
      if (block >= 0 && block < part.blocks().size()) {
        callsOfBlock.computeIfAbsent(block, _ -> new IntList()).add(i);
      }
    }
    boolean[] found = new boolean[calls.size()];
    callsOfBlock.forEach((block, waiting) -> resolve(part, tenant, block, waiting, context, found));
    keep(i -> !found[i]);
  }

  /// Tells who made a call, if it is known.
  interface Callers {
    Optional<String> of(Call call);
  }

  /// Counts the calls of known callers.
  void resolveWith(Callers callers) {
    keep(i -> {
      Optional<String> caller = callers.of(calls.get(i));
      caller.ifPresent(service -> count(service, calls.get(i)));
      return caller.isEmpty();
    });
  }

  /// Hands out the calls whose callers were not found.
  public void handOut(TenantId tenant, Consumer<OpenCall> sink) {
    for (Call call : calls) {
      sink.accept(
          new OpenCall(
              tenant,
              call.trace,
              call.parentId,
              call.service,
              call.status,
              call.minute,
              call.bucket));
    }
  }

  private void keep(IntPredicate left) {
    List<Call> before = List.copyOf(calls);
    List<Call> kept = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      if (left.test(i)) {
        kept.add(before.get(i));
      }
    }
    calls.clear();
    calls.addAll(kept);
  }

  /// A trace that fills its block to the end may go on in the next one.
  private void resolve(
      PartReader part,
      TenantId tenant,
      int firstBlock,
      IntList waiting,
      ReadContext context,
      boolean[] found) {
    IntList left = waiting;
    for (int block = firstBlock; block < part.blocks().size() && left.size() > 0; block++) {
      sums.query().cancellation().check();
      TraceBlock traces = TraceBlock.of(part, block, tenant, context);
      IntList next = new IntList();
      for (int at = 0; at < left.size(); at++) {
        Call call = calls.get(left.get(at));
        int trace = traces.find(call.trace);
        int parent = trace < 0 ? -1 : traces.rowOf(trace, call.parentId);
        if (parent >= 0) {
          found[left.get(at)] = true;
          count(traces.services().text(parent), call);
        } else if (trace >= 0 && trace == traces.traces() - 1) {
          next.add(left.get(at));
        }
      }
      left = next;
    }
  }

  /// Counts a call whose caller is known.
  void count(String caller, Call call) {
    RollupSums.Key key = new RollupSums.Key(caller, call.service, 0, call.status);
    if (caller.equals(call.service) || !RollupCells.edgesOf(sums.query()).has(key)) {
      return;
    }
    series.computeIfAbsent(key, sums::series).add(call.minute, call.bucket, 1);
  }
}
