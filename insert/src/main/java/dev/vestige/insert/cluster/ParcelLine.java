package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.insert.cluster.Parcel.Framed;
import dev.vestige.insert.cluster.StorageNode.Protocol;
import dev.vestige.storage.BatchDoubt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The way of batches to one node. A batch that finds nothing under way goes at once; those that
/// come meanwhile wait for the answer and then go in one parcel, or before that when they are worth
/// a request of their own. So a node that is asked by many clients is not asked more often than it
/// answers, and nobody waits for company.
///
/// Batches keep ids of their own in a parcel, so they can part ways when it fails. Safe for use by
/// many threads; blocks them, the first in line sends for those behind it.
final class ParcelLine {
  private final StorageNode node;
  private final ParcelPacker packer;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final ArrayDeque<Waiting> line = new ArrayDeque<>();
  private long lineBytes;
  private int underWay;

  /// A batch in line or under way, and who waits for it. Guarded by the lock.
  private static final class Waiting {
    final Framed batch;
    final Condition changed;
    @Nullable Outcome outcome;

    Waiting(Framed batch, Condition changed) {
      this.batch = batch;
      this.changed = changed;
    }
  }

  ParcelLine(StorageNode node, ParcelPacker packer) {
    this.node = node;
    this.packer = packer;
  }

  /// Brings a batch to the node.
  ///
  /// @param doubts nodes that may have it too; then it goes alone
  Outcome carry(Framed batch, List<BatchDoubt> doubts) {
    if (!doubts.isEmpty()) {
      return attempt(new Parcel(doubts, List.of(batch)));
    }
    lock.lock();
    try {
      Waiting mine = new Waiting(batch, lock.newCondition());
      line.addLast(mine);
      lineBytes += batch.frame().length();
      callFirst();
      Outcome outcome = mine.outcome;
      while (outcome == null) {
        if (mine == line.peekFirst() && mayGo()) {
          go();
        } else {
          // Nobody waits for longer than the attempts of those before take.
          mine.changed.awaitUninterruptibly();
        }
        outcome = mine.outcome;
      }
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  private boolean mayGo() {
    return underWay == 0 || lineBytes >= Limits.PARCEL_BYTES_WORTH || node.isOut();
  }

  /// Wakes who is first in line when it is its turn.
  private void callFirst() {
    Waiting first = line.peekFirst();
    if (first != null && mayGo()) {
      first.changed.signal();
    }
  }

  /// Sends what is in line, without holding the lock meanwhile.
  private void go() {
    List<Waiting> group = take();
    List<Outcome> outcomes = List.of();
    underWay++;
    // Whoever is behind these may be worth a request, too.
    callFirst();
    lock.unlock();
    try {
      outcomes = send(group.stream().map(waiting -> waiting.batch).toList());
    } finally {
      lock.lock();
      underWay--;
      for (int i = 0; i < group.size(); i++) {
        Waiting waiting = group.get(i);
        waiting.outcome =
            i < outcomes.size()
                ? outcomes.get(i)
                : new Outcome(Outcome.Kind.IN_DOUBT, "sending to " + node.name() + " failed");
        waiting.changed.signal();
      }
      callFirst();
    }
  }

  private List<Waiting> take() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    int most = node.takesMany() ? Limits.PARCEL_BATCHES_MAX : 1;
    while (!line.isEmpty() && group.size() < most) {
      int length = line.getFirst().batch.frame().length();
      if (!group.isEmpty() && bytes + length > Limits.PARCEL_BYTES_WORTH) {
        break;
      }
      bytes += length;
      group.add(line.removeFirst());
    }
    lineBytes -= bytes;
    return group;
  }

  private List<Outcome> send(List<Framed> batches) {
    if (node.isOut()) {
      // It was taken out while these were in line.
      Outcome refused = new Outcome(Outcome.Kind.REFUSED, node.outBecause());
      return batches.stream().map(_ -> refused).toList();
    }
    Outcome outcome = attempt(new Parcel(List.of(), batches));
    switch (outcome.kind()) {
      case STORED -> {}
      case UNFIT -> {
        if (batches.size() > 1) {
          // One of them may be the reason; it must not take the others with it.
          return batches.stream()
              .map(batch -> attempt(new Parcel(List.of(), List.of(batch))))
              .toList();
        }
      }
      case REFUSED, IN_DOUBT -> node.takeOut(outcome.why());
    }
    return batches.stream().map(_ -> outcome).toList();
  }

  /// One try, and a second one under the same ids when the connection broke.
  private Outcome attempt(Parcel parcel) {
    boolean isSingle = parcel.batches().size() == 1 && !node.takesMany();
    ByteSlice body = packer.pack(isSingle ? parcel.writeSingle() : parcel.write());
    Protocol protocol = isSingle ? Protocol.SINGLE_PARCELS : Protocol.PARCELS;
    long begin = System.nanoTime();
    Outcome first = node.deliver(protocol, body, packer.headers());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    if (first.kind() != Outcome.Kind.IN_DOUBT || millis >= Limits.ATTEMPT_MILLIS_MAX) {
      return first;
    }
    Outcome second = node.deliver(protocol, body, packer.headers());
    return second.kind() == Outcome.Kind.STORED ? second : first;
  }
}
