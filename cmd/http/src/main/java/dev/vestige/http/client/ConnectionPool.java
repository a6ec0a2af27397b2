package dev.vestige.http.client;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.http.client.NoAnswerException.Reach;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connections to one node: idle ones for the next request, the warmest first, and a bound for
/// all. Guarded by its lock.
final class ConnectionPool {
  private final String address;
  private final int connectionsMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private int used;
  private boolean isClosed;

  ConnectionPool(String address, int connectionsMax) {
    this.address = address;
    this.connectionsMax = connectionsMax;
  }

  /// Waits for room for one more request, to be given back with [#leave(ClientConnection)].
  void enter(Cancellation cancellation) {
    lock.lock();
    try {
      while (used >= connectionsMax && !isClosed) {
        long millis = cancellation.isCancelled() ? 0 : cancellation.remainingMillis();
        if (millis == 0) {
          throw refused("all " + connectionsMax + " connections to it are busy");
        }
        var _ = changed.await(millis, TimeUnit.MILLISECONDS);
      }
      if (isClosed) {
        throw refused("this process is stopping");
      }
      used++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("interrupted while waiting for a connection");
    } finally {
      lock.unlock();
    }
  }

  private NoAnswerException refused(String why) {
    return new NoAnswerException(
        ErrorKind.UNAVAILABLE, Reach.NOT_SENT, "cannot ask the node " + address + ": " + why, null);
  }

  /// An idle connection; null when there is none.
  @Nullable ClientConnection takeIdle() {
    lock.lock();
    try {
      ClientConnection found = idle.pollFirst();
      while (found != null && !found.isUsable()) {
        found.close();
        found = idle.pollFirst();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /// Ends a request that has room.
  ///
  /// @param reusable its connection if that can serve another request, else null
  void leave(@Nullable ClientConnection reusable) {
    lock.lock();
    try {
      used--;
      if (reusable != null) {
        if (isClosed) {
          reusable.close();
        } else {
          idle.addFirst(reusable);
        }
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The connection is gone.
  void forget(ClientConnection connection) {
    lock.lock();
    try {
      idle.remove(connection);
    } finally {
      lock.unlock();
    }
  }

  int idle() {
    lock.lock();
    try {
      return idle.size();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      isClosed = true;
      idle.forEach(ClientConnection::close);
      idle.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
