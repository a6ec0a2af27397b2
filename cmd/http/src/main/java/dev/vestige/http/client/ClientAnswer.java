package dev.vestige.http.client;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import io.netty.handler.codec.http.HttpResponse;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// The answer of another node. Its body is read once, in pieces or as a whole; the node is held
/// back while nobody reads. Confined to one thread. Closing it before the end breaks the request
/// off.
public final class ClientAnswer implements AutoCloseable {
  private final String address;
  private final HttpResponse head;
  private final AnswerInbox inbox;
  private final Consumer<Boolean> onClose;
  private boolean isClosed;

  /// @param onClose told whether the body was read to its end
  ClientAnswer(String address, HttpResponse head, AnswerInbox inbox, Consumer<Boolean> onClose) {
    this.address = address;
    this.head = head;
    this.inbox = inbox;
    this.onClose = onClose;
  }

  public int status() {
    return head.status().code();
  }

  /// Whether the node did what it was asked.
  public boolean isSuccess() {
    return status() / 100 == 2;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(head.headers().get(name));
  }

  /// The body in pieces. Reading fails with a [NoAnswerException] where the rest does not come.
  public InputStream stream() {
    return new InputStream() {
      @Override
      public int read() {
        byte[] one = new byte[1];
        return inbox.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        return length == 0 ? 0 : inbox.read(target, offset, length);
      }
    };
  }

  /// The whole body.
  ///
  /// @throws dev.vestige.base.VestigeException BAD_GATEWAY when it is longer than that
  public ByteSlice body(int bytesMax) {
    ByteSink body = new ByteSink(4096);
    while (true) {
      byte[] array = body.reserve(ClientLimits.CHUNK_BYTES_MAX);
      int count = inbox.read(array, body.position(), ClientLimits.CHUNK_BYTES_MAX);
      if (count < 0) {
        return body.slice();
      }
      body.advance(count);
      if (body.position() > bytesMax) {
        throw AnswerInbox.tooLarge(address, bytesMax);
      }
    }
  }

  /// What a node says that did not do what it was asked: the beginning of the body on one line.
  public String complaint() {
    byte[] text = new byte[ClientLimits.MESSAGE_CHARS_MAX];
    int length = 0;
    for (int count = 0; count >= 0 && length < text.length; ) {
      count = inbox.read(text, length, text.length - length);
      length += Math.max(count, 0);
    }
    return status()
        + " "
        + new ByteSlice(text, 0, length).toString().strip().replaceAll("[\\p{Cntrl}]+", " ");
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      onClose.accept(inbox.close());
    }
  }
}
