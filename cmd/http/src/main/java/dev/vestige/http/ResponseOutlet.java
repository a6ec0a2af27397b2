package dev.vestige.http;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.OutsideWait;
import dev.vestige.base.VestigeException;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The way of an answer from the request's thread to its event loop. At most a window of bytes is
/// under way; then the thread waits until the client has read some. Guarded by its lock.
final class ResponseOutlet {
  private final Carrier carrier;
  private final Consumer<HttpObject> stamp;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long pendingBytes;
  private long sentBytes;
  private long completedWrites;
  private int pendingWrites;
  private boolean isBroken;

  /// @param stamp completes heads, on the event loop
  ResponseOutlet(Carrier carrier, Consumer<HttpObject> stamp) {
    this.carrier = carrier;
    this.stamp = stamp;
  }

  /// Hands a part of the answer over, whose ownership goes with it.
  ///
  /// @throws VestigeException CANCELLED when the client is gone
  void write(HttpObject message, int bytes) {
    write(message, bytes, () -> {});
  }

  /// As [#write(HttpObject, int)], and runs `after` on the event loop when the bytes are with the
  /// network or lost.
  void write(HttpObject message, int bytes, Runnable after) {
    reserve(message, bytes);
    try {
      carrier.channel().eventLoop().execute(() -> writeNow(message, bytes, after));
    } catch (RejectedExecutionException e) {
      ReferenceCountUtil.release(message);
      throw new VestigeException(ErrorKind.CANCELLED, "the server has stopped", e);
    }
  }

  private void writeNow(HttpObject message, int bytes, Runnable after) {
    stamp.accept(message);
    ChannelFuture written = carrier.channel().writeAndFlush(message);
    written.addListener(_ -> {
      completed(bytes, written);
      after.run();
    });
  }

  private void reserve(HttpObject message, int bytes) {
    lock.lock();
    try {
      OutsideWait.until(
          changed,
          () ->
              isBroken
                  || pendingBytes == 0
                  || pendingBytes + bytes <= Limits.RESPONSE_WINDOW_BYTES);
      if (isBroken) {
        ReferenceCountUtil.release(message);
        throw new VestigeException(
            ErrorKind.CANCELLED, "the client went away before it had the answer");
      }
      pendingBytes += bytes;
      pendingWrites++;
    } finally {
      lock.unlock();
    }
  }

  private void completed(int bytes, ChannelFuture written) {
    lock.lock();
    try {
      pendingBytes -= bytes;
      pendingWrites--;
      completedWrites++;
      if (written.isSuccess()) {
        sentBytes += bytes;
      } else {
        isBroken = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The client is gone: whoever waits is told so.
  void breakOff() {
    lock.lock();
    try {
      isBroken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isBroken() {
    lock.lock();
    try {
      return isBroken;
    } finally {
      lock.unlock();
    }
  }

  long sentBytes() {
    lock.lock();
    try {
      return sentBytes;
    } finally {
      lock.unlock();
    }
  }

  boolean hasPending() {
    lock.lock();
    try {
      return pendingWrites > 0;
    } finally {
      lock.unlock();
    }
  }

  long completedWrites() {
    lock.lock();
    try {
      return completedWrites;
    } finally {
      lock.unlock();
    }
  }
}
