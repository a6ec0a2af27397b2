package dev.vestige.select.live;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.storage.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Passes batches that were just stored on to those who follow what comes in. Thread-safe; passing
/// on never waits.
final class Arrivals {
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  /// Tells all followers of the batch's tenant.
  void publish(SpanBatch batch) {
    for (Follower follower : followers) {
      follower.offer(batch);
    }
  }

  /// Begins to follow tenants.
  ///
  /// @throws VestigeException UNAVAILABLE when there are too many followers
  Follower follow(List<TenantId> tenants) {
    Follower follower = new Follower(tenants);
    synchronized (followers) {
      if (followers.size() >= Limits.TAILS_MAX) {
        throw new VestigeException(
            ErrorKind.UNAVAILABLE,
            "more than " + Limits.TAILS_MAX + " live tails at once are not served");
      }
      followers.add(follower);
    }
    return follower;
  }

  /// What came in and was not taken yet.
  final class Follower implements AutoCloseable {
    private final List<TenantId> tenants;
    private final LinkedBlockingQueue<SpanBatch> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean isTooSlow;

    private Follower(List<TenantId> tenants) {
      this.tenants = List.copyOf(tenants);
    }

    private void offer(SpanBatch batch) {
      if (!tenants.contains(batch.tenant())) {
        return;
      }
      if (waitingBytes.addAndGet(batch.sizeBytes()) > Limits.TAIL_WAITING_BYTES_MAX) {
        isTooSlow = true;
        close();
      } else {
        waiting.add(batch);
      }
    }

    /// Takes what is there, after waiting for something for a while; empty when nothing came.
    ///
    /// @throws VestigeException RESOURCE_EXHAUSTED when more came in than could wait
    List<SpanBatch> take() {
      List<SpanBatch> taken = new ArrayList<>();
      try {
        SpanBatch first = waiting.poll(Limits.TAIL_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          taken.add(first);
          waiting.drainTo(taken);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new VestigeException(ErrorKind.CANCELLED, "interrupted while tailing", e);
      }
      taken.forEach(batch -> waitingBytes.addAndGet(-batch.sizeBytes()));
      if (taken.isEmpty() && isTooSlow) {
        throw new VestigeException(
            ErrorKind.RESOURCE_EXHAUSTED,
            "the tail is read slower than spans come in; narrow its query");
      }
      return taken;
    }

    @Override
    public void close() {
      synchronized (followers) {
        followers.remove(this);
      }
    }
  }
}
