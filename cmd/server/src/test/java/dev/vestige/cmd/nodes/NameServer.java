package dev.vestige.cmd.nodes;

import dev.vestige.base.Threads;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A name server on the loopback address that answers every question with the same SRV records.
final class NameServer implements AutoCloseable {
  private static final int HEADER_BYTES = 12;
  private static final int SRV = 33;
  private static final int INTERNET = 1;

  /// What it answers: `host:port` each.
  volatile List<String> records = List.of();

  private final DatagramSocket socket;
  private final Thread thread;

  NameServer() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    thread = Threads.start("name-server", this::serve);
  }

  String url() {
    return "dns://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      try {
        socket.receive(packet);
        byte[] answer = answer(packet.getData());
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        return;
      }
    }
  }

  private byte[] answer(byte[] question) throws IOException {
    int end = HEADER_BYTES;
    while (question[end] != 0) {
      end += 1 + question[end];
    }
    end += 5;
    List<String> told = records;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(question, 0, 2);
    // A final answer; "no such name" when there are no records.
    out.writeShort(0x8580 | (told.isEmpty() ? 3 : 0));
    out.writeShort(1);
    out.writeShort(told.size());
    out.writeInt(0);
    out.write(question, HEADER_BYTES, end - HEADER_BYTES);
    for (String record : told) {
      int colon = record.indexOf(':');
      byte[] host = name(record.substring(0, colon));
      out.writeShort(0xC000 | HEADER_BYTES);
      out.writeShort(SRV);
      out.writeShort(INTERNET);
      out.writeInt(1);
      out.writeShort(6 + host.length);
      out.writeInt(0);
      out.writeShort(Integer.parseInt(record.substring(colon + 1)));
      out.write(host);
    }
    return bytes.toByteArray();
  }

  private static byte[] name(String host) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : host.split("\\.", -1)) {
      bytes.write(label.length());
      bytes.write(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
    Threads.join(thread);
  }
}
