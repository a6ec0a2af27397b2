package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.NodeHello;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.ProvisionalCopy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out for the storage nodes whether their provisional copies are needed: asks the nodes in
/// doubt, and carries the answer to the holder. Several inserting nodes may do it at the same time.
/// Used by one thread.
final class CopySettlement {
  private static final Logger LOG = LoggerFactory.getLogger(CopySettlement.class);

  private final Supplier<Cluster> clusters;

  /// What is to be done with a copy.
  private enum Verdict {
    CONFIRM,
    DROP,
    WAIT
  }

  CopySettlement(Supplier<Cluster> clusters) {
    this.clusters = clusters;
  }

  /// Settles what can be settled now.
  void run() {
    for (StorageNode holder : clusters.get().nodes()) {
      boolean hasCopies =
          holder.hello().filter(hello -> hello.number(NodeHello.PROVISIONAL) > 0).isPresent();
      if (hasCopies && !holder.isUnreachable()) {
        try {
          settle(holder);
        } catch (VestigeException e) {
          LOG.warn(
              "copies of spans at {} stay unsettled for now: {}", holder.name(), e.getMessage());
        }
      }
    }
  }

  private void settle(StorageNode holder) {
    String list =
        holder.ask(ClientRequest.get(SettlementEndpoint.PATH + "list"), Limits.COPY_LIST_BYTES_MAX);
    for (ProvisionalCopy copy : SettlementEndpoint.parse(list)) {
      switch (judge(copy)) {
        case CONFIRM -> tell(holder, "confirm", copy.id());
        case DROP -> tell(holder, "drop", copy.id());
        case WAIT -> {}
      }
    }
  }

  private Verdict judge(ProvisionalCopy copy) {
    boolean isOpen = false;
    for (BatchDoubt doubt : copy.doubts()) {
      Optional<BatchFate> fate = fate(doubt);
      if (fate.isPresent() && fate.get() == BatchFate.STORED) {
        return Verdict.DROP;
      }
      isOpen |= fate.isEmpty() || fate.get() == BatchFate.PROVISIONAL;
    }
    return isOpen ? Verdict.WAIT : Verdict.CONFIRM;
  }

  /// What a node says of a batch that it may have; empty when it does not say anything now.
  private Optional<BatchFate> fate(BatchDoubt doubt) {
    for (StorageNode node : clusters.get().nodes()) {
      if (node.name().equals(doubt.node()) && !node.isUnreachable()) {
        return Optional.of(BatchFate.valueOf(tell(node, "settle", doubt.id()).strip()));
      }
    }
    return Optional.empty();
  }

  private static String tell(StorageNode node, String what, BatchId id) {
    return node.ask(
        ClientRequest.post(SettlementEndpoint.PATH + what + "?id=" + id, Map.of(), ByteSlice.EMPTY),
        Limits.SHORT_ANSWER_BYTES_MAX);
  }
}
