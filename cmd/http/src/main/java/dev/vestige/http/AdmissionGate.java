package dev.vestige.http;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets a number of requests in at a time; the others wait in a bounded queue, first come first
/// served, for a bounded time. Thread-safe; waiting blocks the caller's virtual thread.
public final class AdmissionGate {
  private final Options options;

  // All guarded by this.
  private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
  private int current;
  private long limitReached;
  private long limitTimeout;

  public AdmissionGate(Options options) {
    this.options = options;
  }

  /// What a gate allows and how it refuses.
  ///
  /// @param name what is let in, for messages: `insert requests`
  /// @param flag the flag that sets the capacity, for messages
  /// @param queueMax how many may wait
  /// @param waitMillis how long they may wait
  /// @param refusal UNAVAILABLE or RESOURCE_EXHAUSTED
  public record Options(
      String name, String flag, int capacity, int queueMax, long waitMillis, ErrorKind refusal) {}

  /// A place inside; closing it lets the next one in.
  public interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for a place.
  ///
  /// @throws VestigeException of the kind in the options when there is none in time, CANCELLED or
  ///   DEADLINE_EXCEEDED when the request is given up before
  public Permit enter(Cancellation cancellation) {
    Turn turn = new Turn();
    synchronized (this) {
      if (current < options.capacity()) {
        current++;
        return newPermit();
      }
      limitReached++;
      if (waiting.size() >= options.queueMax()) {
        throw refused("and " + waiting.size() + " more wait already");
      }
      waiting.addLast(turn);
    }
    cancellation.onCancel(turn::giveUp);
    return await(turn, cancellation);
  }

  private Permit await(Turn turn, Cancellation cancellation) {
    long waitMillis = Math.min(options.waitMillis(), cancellation.remainingMillis());
    boolean isInterrupted = false;
    try {
      turn.isGranted.get(waitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      turn.giveUp();
    } catch (InterruptedException e) {
      turn.giveUp();
      isInterrupted = true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    // Whoever completed it first decides: a place given in the last moment is taken.
    if (turn.isGranted.join()) {
      return newPermit();
    }
    forget(turn);
    if (isInterrupted) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while waiting to be let in");
    }
    cancellation.check();
    synchronized (this) {
      limitTimeout++;
    }
    throw refused("and none of them ended within " + waitMillis + " ms");
  }

  private synchronized void forget(Turn turn) {
    waiting.remove(turn);
  }

  private VestigeException refused(String problem) {
    return new VestigeException(
        options.refusal(),
        "too many "
            + options.name()
            + ": "
            + options.capacity()
            + " run, which is the limit set by "
            + options.flag()
            + ", "
            + problem
            + "; try again later");
  }

  private Permit newPermit() {
    return new Permit() {
      private boolean closed;

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          leave();
        }
      }
    };
  }

  private synchronized void leave() {
    for (Turn next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
      if (next.isGranted.complete(true)) {
        return;
      }
    }
    current--;
  }

  public synchronized int current() {
    return current;
  }

  public int capacity() {
    return options.capacity();
  }

  /// How often a request found no place at once.
  public synchronized long limitReached() {
    return limitReached;
  }

  /// How often a request waited in vain.
  public synchronized long limitTimeout() {
    return limitTimeout;
  }

  /// A place in the queue. Completed once: by who leaves, or by who gives up waiting.
  private static final class Turn {
    final CompletableFuture<Boolean> isGranted = new CompletableFuture<>();

    void giveUp() {
      isGranted.complete(false);
    }
  }
}
