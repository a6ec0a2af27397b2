package dev.vestige.it.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A bad network in front of a node: passes HTTP/1.1 on, and does to parcels of spans now and then
/// what networks do. All else passes unharmed. Each connection has two threads, one a direction.
final class FaultProxy implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
  private static final String PARCELS = "POST /internal/insert?";
  private static final int DELAY_MILLIS_MAX = 6_000;
  private static final int HEAD_BYTES_MAX = 64 << 10;

  /// What can happen to a request.
  enum Fault {
    NONE,
    /// It arrives late, perhaps when nobody waits any more.
    DELAY,
    /// The connection breaks in the middle of it.
    CUT_REQUEST,
    /// It arrives, and the answer is lost.
    CUT_ANSWER,
    /// It arrives, and the answer breaks off after a few bytes.
    TRUNCATE_ANSWER,
    /// It arrives twice.
    DUPLICATE
  }

  /// Requests in a thousand that something happens to.
  volatile int faultsPerThousand;

  private final int target;
  private final RandomGenerator random;
  private final ServerSocket socket;
  private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
  private final Map<Fault, AtomicInteger> happened = new EnumMap<>(Fault.class);

  /// @param target port of the node
  FaultProxy(int target, RandomGenerator random) {
    this.target = target;
    this.random = random;
    for (Fault fault : Fault.values()) {
      happened.put(fault, new AtomicInteger());
    }
    try {
      socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// How often each fault happened.
  Map<Fault, AtomicInteger> happened() {
    return happened;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.put(client, true);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket node = connect()) {
      AnswerPipe answers = new AnswerPipe(node, client);
      Thread.ofVirtual().start(answers);
      passRequests(client, node, answers);
    } catch (IOException e) {
      // One side has closed its end; so do we with the other.
    } finally {
      open.remove(client);
    }
  }

  private Socket connect() throws IOException {
    Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
    node.setTcpNoDelay(true);
    return node;
  }

  private void passRequests(Socket client, Socket node, AnswerPipe answers) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    OutputStream out = node.getOutputStream();
    while (true) {
      byte[] request = readRequest(in);
      Fault fault = choose(request);
      happened.get(fault).incrementAndGet();
      switch (fault) {
        case NONE -> {}
        case DELAY -> LockSupport.parkNanos(random.nextInt(1, DELAY_MILLIS_MAX) * 1_000_000L);
        case CUT_REQUEST -> {
          out.write(request, 0, random.nextInt(1, request.length));
          return;
        }
        case CUT_ANSWER -> answers.cutAfter(0);
        case TRUNCATE_ANSWER -> answers.cutAfter(random.nextInt(1, 20));
        case DUPLICATE -> Thread.ofVirtual().start(() -> sendAlone(request));
      }
      out.write(request);
    }
  }

  private Fault choose(byte[] request) {
    String begin = new String(request, 0, Math.min(request.length, 64), StandardCharsets.US_ASCII);
    if (!begin.startsWith(PARCELS) || random.nextInt(1_000) >= faultsPerThousand) {
      return Fault.NONE;
    }
    return Fault.values()[random.nextInt(1, Fault.values().length)];
  }

  /// Head and body, as they came.
  private static byte[] readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 2) {
      int next = in.read();
      if (next < 0 || bytes.size() > HEAD_BYTES_MAX) {
        throw new EOFException();
      }
      bytes.write(next);
      ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
    }
    Matcher length = LENGTH.matcher(bytes.toString(StandardCharsets.US_ASCII));
    if (length.find()) {
      bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
    } else if (bytes
        .toString(StandardCharsets.US_ASCII)
        .toLowerCase(Locale.ROOT)
        .contains("transfer-encoding")) {
      throw new IOException("this proxy passes on requests of a known length only");
    }
    return bytes.toByteArray();
  }

  private void sendAlone(byte[] request) {
    try (Socket node = connect()) {
      node.getOutputStream().write(request);
      var _ = node.getInputStream().read();
    } catch (IOException e) {
      // A copy that does not arrive is no fault.
    }
  }

  /// Passes answers back, until it is told to cut one off. Requests wait for their answers, so what
  /// comes next is the answer to the request that was passed last.
  private static final class AnswerPipe implements Runnable {
    private final Socket node;
    private final Socket client;
    private volatile int bytesLeft = Integer.MAX_VALUE;

    AnswerPipe(Socket node, Socket client) {
      this.node = node;
      this.client = client;
    }

    void cutAfter(int bytes) {
      bytesLeft = bytes;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[16 << 10];
      try (node;
          client) {
        InputStream in = node.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          int left = bytesLeft;
          out.write(Arrays.copyOf(buffer, Math.min(count, left)));
          if (count >= left) {
            return;
          }
        }
      } catch (IOException e) {
        // One side has closed its end; so do we with the other.
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket client : open.keySet()) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
