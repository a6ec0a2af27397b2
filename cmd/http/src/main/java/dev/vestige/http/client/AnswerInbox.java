package dev.vestige.http.client;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.NoAnswerException.Reach;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One answer on its way from the event loop to the thread that asked. Guarded by its lock; owns
/// the buffers that wait in it.
final class AnswerInbox {
  private final String address;
  private final Cancellation cancellation;
  private final long silenceMillisMax;
  private final Runnable wanted;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<ByteBuf> queued = new ArrayDeque<>();
  private long queuedBytes;
  private @Nullable HttpResponse head;
  private @Nullable NoAnswerException failure;
  private boolean isComplete;
  private boolean isClosed;
  private boolean isPaused;

  /// @param silenceMillisMax how long nothing may come that is waited for
  /// @param wanted asks for more bytes after [#offer] had enough
  AnswerInbox(String address, Cancellation cancellation, long silenceMillisMax, Runnable wanted) {
    this.address = address;
    this.cancellation = cancellation;
    this.silenceMillisMax = silenceMillisMax;
    this.wanted = wanted;
    cancellation.onCancel(this::wake);
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void begin(HttpResponse newHead) {
    lock.lock();
    try {
      head = newHead;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the buffer over.
  void offer(ByteBuf content) {
    lock.lock();
    try {
      if (isClosed || failure != null || !content.isReadable()) {
        content.release();
        return;
      }
      queuedBytes += content.readableBytes();
      queued.addLast(content);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether there is enough for now; the thread that asked says when it is not any more.
  boolean pauseIfFull() {
    lock.lock();
    try {
      isPaused = queuedBytes >= ClientLimits.WINDOW_BYTES;
      return isPaused;
    } finally {
      lock.unlock();
    }
  }

  void complete() {
    lock.lock();
    try {
      isComplete = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The answer will not become complete.
  void fail(String why, @Nullable Throwable cause) {
    lock.lock();
    try {
      if (!isComplete && failure == null) {
        failure = noAnswer(ErrorKind.BAD_GATEWAY, why, cause);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private NoAnswerException noAnswer(ErrorKind kind, String why, @Nullable Throwable cause) {
    return new NoAnswerException(
        kind, Reach.IN_DOUBT, "no answer from the node " + address + ": " + why, cause);
  }

  /// Waits for status and headers.
  HttpResponse head() {
    lock.lock();
    try {
      await(() -> head != null);
      HttpResponse found = head;
      if (found == null) {
        throw new IllegalStateException("waited for a head that is not there");
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for bytes and copies some of them.
  ///
  /// @return how many, or -1 at the end
  int read(byte[] target, int offset, int length) {
    lock.lock();
    try {
      await(() -> !queued.isEmpty() || isComplete);
      ByteBuf first = queued.peekFirst();
      if (first == null) {
        return -1;
      }
      int count = Math.min(length, first.readableBytes());
      first.readBytes(target, offset, count);
      if (!first.isReadable()) {
        queued.removeFirst().release();
      }
      queuedBytes -= count;
      if (isPaused && queuedBytes < ClientLimits.WINDOW_BYTES / 2) {
        isPaused = false;
        wanted.run();
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  private void await(BooleanSupplier condition) {
    Cancellation silence = Cancellation.afterMillis(silenceMillisMax);
    while (!condition.getAsBoolean()) {
      NoAnswerException known = failure;
      if (known != null) {
        throw known;
      }
      if (cancellation.isCancelled()) {
        throw noAnswer(ErrorKind.CANCELLED, "it was not waited for any longer", null);
      }
      long millis = cancellation.remainingMillis();
      if (millis == 0) {
        throw noAnswer(ErrorKind.BAD_GATEWAY, "it took too long", null);
      }
      if (silence.isExpired()) {
        throw noAnswer(ErrorKind.BAD_GATEWAY, "nothing came for " + silenceMillisMax + " ms", null);
      }
      try {
        var _ = changed.await(Math.min(millis, silence.remainingMillis()), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw noAnswer(ErrorKind.CANCELLED, "interrupted while waiting", e);
      }
    }
  }

  /// Drops what is there and what still comes. Whether the answer had been read to its end.
  boolean close() {
    lock.lock();
    try {
      isClosed = true;
      boolean isRead = isComplete && queued.isEmpty();
      queued.forEach(ByteBuf::release);
      queued.clear();
      return isRead;
    } finally {
      lock.unlock();
    }
  }

  static VestigeException tooLarge(String address, long bytesMax) {
    return new VestigeException(
        ErrorKind.BAD_GATEWAY,
        "the node " + address + " answered with more than " + bytesMax + " bytes");
  }
}
