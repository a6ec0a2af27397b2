package dev.vestige.base;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/// Waiting for somebody outside of the process, such as a client that reads slowly or not at all.
/// Threads of a fixed pool must not be held by that: whoever owns the thread is told when it takes
/// longer, so that another one may work meanwhile. Thread-safe.
public final class OutsideWait {
  /// As long as clients that read take to make room. Telling the owner costs more.
  private static final long BRIEF_NANOS = 10_000_000;

  private static final ScopedValue<Owner> OWNER = ScopedValue.newInstance();

  private OutsideWait() {}

  /// Owns threads. Its methods are called by the thread that waits.
  public interface Owner {
    /// The thread does nothing from now on.
    void begin();

    /// The thread goes on.
    void end();
  }

  /// Does work on a thread of the owner.
  public static void owned(Owner owner, Runnable work) {
    ScopedValue.where(OWNER, owner).run(work);
  }

  /// Takes a lock that is held by who waits for somebody outside.
  public static void lock(Lock lock) {
    try {
      if (lock.tryLock(BRIEF_NANOS, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    told(lock::lock);
  }

  /// Waits, with the condition's lock held, until it is over.
  ///
  /// @param changed signalled by who hears from outside
  public static void until(Condition changed, BooleanSupplier isOver) {
    try {
      long left = BRIEF_NANOS;
      while (left > 0 && !isOver.getAsBoolean()) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!isOver.getAsBoolean()) {
      told(() -> {
        while (!isOver.getAsBoolean()) {
          changed.awaitUninterruptibly();
        }
      });
    }
  }

  private static void told(Runnable wait) {
    if (!OWNER.isBound()) {
      wait.run();
      return;
    }
    Owner owner = OWNER.get();
    owner.begin();
    try {
      wait.run();
    } finally {
      owner.end();
    }
  }
}
