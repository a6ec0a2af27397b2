package dev.vestige.http;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.coding.ByteArrays;
import dev.vestige.http.coding.GrowingArray;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A request body on its way from the event loop to the request's thread. What arrives before the
/// thread asks is queued, up to a window after which the event loop stops reading. Once it asks,
/// the event loop copies straight into the thread's array and wakes the thread only when the body
/// is complete or the array is full; so a body costs one copy and mostly one wake-up.
///
/// Guarded by its lock. Owns the queued buffers; the array belongs to whoever called
/// [#collect(long, long, ByteArrays)].
final class BodyInbox {
  private final Runnable wanted;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<ByteBuf> queued = new ArrayDeque<>();
  private @Nullable GrowingArray collecting;
  private @Nullable VestigeException failure;
  private long queuedBytes;
  private long receivedBytes;
  private boolean isComplete;
  private boolean isWaiting;
  private boolean isDiscarding;
  private boolean needsAsking;

  /// @param wanted called by the collecting thread when the sender needs to be asked for more:
  ///   because the event loop had stopped reading, or because of `opening`
  BodyInbox(Opening opening, Runnable wanted) {
    this.needsAsking = opening == Opening.ON_REQUEST;
    this.wanted = wanted;
  }

  /// Whether the client sends the body unasked.
  enum Opening {
    AT_ONCE,
    ON_REQUEST
  }

  /// Takes the buffer over. False when no more should be read for now.
  boolean offer(ByteBuf content, End end) {
    lock.lock();
    try {
      int count = content.readableBytes();
      receivedBytes += count;
      isComplete |= end == End.LAST;
      GrowingArray array = collecting;
      if (isDiscarding || failure != null || count == 0) {
        content.release();
      } else if (array != null
          && queued.isEmpty()
          && count <= array.array().length - array.length()) {
        content.readBytes(array.array(), array.length(), count);
        array.advance(count);
        content.release();
      } else {
        queued.addLast(content);
        queuedBytes += count;
      }
      if (isWaiting && (isComplete || !queued.isEmpty())) {
        changed.signalAll();
      }
      boolean isFull = queuedBytes >= Limits.BODY_WINDOW_BYTES;
      needsAsking |= isFull;
      return !isFull;
    } finally {
      lock.unlock();
    }
  }

  /// Whether a piece is the last one.
  enum End {
    MORE,
    LAST
  }

  /// The body will not become complete.
  void fail(VestigeException cause) {
    lock.lock();
    try {
      if (!isComplete && failure == null) {
        failure = cause;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Drops what is queued and what still comes.
  void discard() {
    lock.lock();
    try {
      isDiscarding = true;
      releaseQueued();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the whole body.
  ///
  /// @param lengthHint the Content-Length, or less than 0
  ByteSlice collect(long bytesMax, long lengthHint, ByteArrays arrays) {
    long firstLength = lengthHint < 0 ? Limits.BODY_WINDOW_BYTES : lengthHint;
    GrowingArray array =
        new GrowingArray(arrays, (int) Math.min(firstLength, Limits.FIRST_BODY_ARRAY_BYTES_MAX));
    boolean isWhole = false;
    try {
      ArrayDeque<ByteBuf> taken = new ArrayDeque<>();
      while (!take(array, taken)) {
        append(array, taken, bytesMax, lengthHint);
      }
      append(array, taken, bytesMax, lengthHint);
      isWhole = true;
      return array.slice();
    } finally {
      if (!isWhole) {
        array.giveBack();
      }
    }
  }

  /// Waits until there are queued buffers, and takes them, or the body is complete, which is true.
  private boolean take(GrowingArray array, ArrayDeque<ByteBuf> taken) {
    lock.lock();
    try {
      collecting = array;
      isWaiting = true;
      while (queued.isEmpty() && !isComplete) {
        if (failure != null) {
          throw failure;
        }
        if (needsAsking) {
          needsAsking = false;
          wanted.run();
        }
        changed.awaitUninterruptibly();
      }
      taken.addAll(queued);
      queued.clear();
      queuedBytes = 0;
      return isComplete;
    } finally {
      isWaiting = false;
      collecting = null;
      lock.unlock();
    }
  }

  private static void append(
      GrowingArray array, ArrayDeque<ByteBuf> taken, long bytesMax, long lengthHint) {
    try {
      for (ByteBuf next = taken.peekFirst(); next != null; next = taken.peekFirst()) {
        int count = next.readableBytes();
        long needed = (long) array.length() + count;
        if (needed > bytesMax) {
          throw tooLarge(bytesMax);
        }
        if (needed > array.array().length) {
          long generous = Math.max(needed, 4L * array.array().length);
          long bound = lengthHint < 0 ? bytesMax : lengthHint;
          array.ensureCapacity((int) Math.max(needed, Math.min(generous, bound)));
        }
        next.readBytes(array.array(), array.length(), count);
        array.advance(count);
        taken.removeFirst().release();
      }
    } finally {
      taken.forEach(ByteBuf::release);
    }
  }

  static VestigeException tooLarge(long bytesMax) {
    return new VestigeException(
        ErrorKind.TOO_LARGE, "the body is larger than the limit of " + bytesMax + " bytes");
  }

  private void releaseQueued() {
    queued.forEach(ByteBuf::release);
    queued.clear();
    queuedBytes = 0;
  }

  boolean isComplete() {
    lock.lock();
    try {
      return isComplete;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the end can no longer come.
  boolean isFailed() {
    lock.lock();
    try {
      return failure != null;
    } finally {
      lock.unlock();
    }
  }

  boolean isWaiting() {
    lock.lock();
    try {
      return isWaiting;
    } finally {
      lock.unlock();
    }
  }

  long receivedBytes() {
    lock.lock();
    try {
      return receivedBytes;
    } finally {
      lock.unlock();
    }
  }
}
