package dev.vestige.select.cluster;

import dev.vestige.base.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A node that does not do what it should.
final class FaultyNode implements AutoCloseable {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final ServerSocket socket;
  private final Fault fault;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);

  /// What is wrong with a node.
  enum Fault {
    /// Takes connections and says nothing, as a stopped process does.
    SILENT,
    /// Begins an answer and says nothing more.
    STUCK,
    /// Begins an answer and closes the connection.
    CUT,
    /// Says that it is alive, for ever.
    BUSY,
    /// Lets nobody in.
    FULL
  }

  FaultyNode(Fault fault) throws IOException {
    this.fault = fault;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Threads.start("faulty-node", this::run);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// Ends when somebody has asked.
  CountDownLatch asked() {
    return asked;
  }

  /// Ends when one of those who asked has gone away.
  CountDownLatch left() {
    return left;
  }

  private void run() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        var _ = Threads.fork("faulty-node", () -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      OutputStream out = connection.getOutputStream();
      InputStream in = connection.getInputStream();
      byte[] some = new byte[1 << 16];
      if (in.read(some) < 0) {
        return;
      }
      asked.countDown();
      switch (fault) {
        case SILENT -> {}
        case STUCK -> send(out, HEAD);
        case CUT -> {
          send(out, HEAD + "3\r\nabc\r\n");
          return;
        }
        case FULL -> {
          send(out, "HTTP/1.1 503 Full\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfull");
          return;
        }
        case BUSY -> beat(out);
      }
      while (in.read(some) >= 0) {
        // Whoever asked is still there.
      }
      left.countDown();
    } catch (IOException e) {
      left.countDown();
    }
  }

  private static void beat(OutputStream out) throws IOException {
    send(out, HEAD);
    try {
      while (true) {
        // A piece of the kind of a pulse: no bytes, not packed.
        out.write("a\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[] {5, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        send(out, "\r\n");
        var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
