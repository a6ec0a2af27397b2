package dev.vestige.cmd.flags;

import java.net.InetSocketAddress;

/// Addresses to listen at: `:10428`, `127.0.0.1:10428`, `[::1]:10428`, `host:10428`. Not resolved;
/// an empty host means all addresses.
final class AddressSyntax {
  private static final int PORT_MAX = 65_535;

  private AddressSyntax() {}

  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || (host.indexOf(':') >= 0 && !isBracketed)) {
      throw expected();
    }
    return InetSocketAddress.createUnresolved(
        isBracketed ? host.substring(1, host.length() - 1) : host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > PORT_MAX) {
      throw expected();
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException expected() {
    return new IllegalArgumentException(
        "expected an address such as :10428, 127.0.0.1:10428 or [::1]:10428");
  }
}
