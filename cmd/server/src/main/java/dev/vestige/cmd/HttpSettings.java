package dev.vestige.cmd;

import dev.vestige.cmd.flags.AuthFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.ListenFlags;
import dev.vestige.cmd.flags.TlsFlags;
import dev.vestige.http.BasicAuth;
import dev.vestige.http.HttpObserver;
import dev.vestige.http.HttpServerOptions;
import dev.vestige.http.HttpServerOptions.Answers;
import dev.vestige.http.HttpServerOptions.Compression;
import dev.vestige.http.HttpServerOptions.Headers;
import dev.vestige.http.HttpServerOptions.KeepAlive;
import dev.vestige.http.HttpServerOptions.Listener;
import dev.vestige.http.HttpServerOptions.ProxyProtocol;
import dev.vestige.http.HttpServerOptions.Timeouts;
import dev.vestige.http.Router;
import dev.vestige.http.TlsOptions;
import dev.vestige.http.TlsVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the flags say about the HTTP server, in its own terms.
final class HttpSettings {
  private static final List<String> COLLAPSED =
      List.of("/insert/", "/select/logsql/", "/select/vmui", "/delete/");
  private static final List<String> FOR_OTHER_SITES = List.of("/select/logsql/", "/select/jaeger/");

  private final Flags flags;

  HttpSettings(Flags flags) {
    this.flags = flags;
  }

  HttpServerOptions options(HttpObserver observer) {
    return options(listeners(), observer);
  }

  /// The server of the addresses that speak OTLP over gRPC only; there may be none.
  HttpServerOptions grpcOptions(HttpObserver observer) {
    return options(grpcListeners(), observer);
  }

  private HttpServerOptions options(List<Listener> listeners, HttpObserver observer) {
    Timeouts byDefault = Timeouts.DEFAULT;
    return HttpServerOptions.DEFAULT
        .with(listeners)
        .with(
            new Timeouts(
                millis(ListenFlags.CONN_TIMEOUT),
                millis(ListenFlags.IDLE_CONN_TIMEOUT),
                byDefault.headerMillis(),
                byDefault.bodyStallMillis(),
                byDefault.responseStallMillis()))
        .with(answers())
        .with(observer);
  }

  private long millis(Flag<Duration> flag) {
    return flags.get(flag).toMillis();
  }

  private Answers answers() {
    Headers headers =
        new Headers(
            flags.get(ListenFlags.DISABLE_SERVER_HOSTNAME) ? "" : hostname(),
            flags.get(ListenFlags.HEADER_HSTS),
            flags.get(ListenFlags.HEADER_CSP),
            flags.get(ListenFlags.HEADER_FRAME_OPTIONS));
    return new Answers(
        headers,
        flags.get(ListenFlags.DISABLE_KEEP_ALIVE) ? KeepAlive.OFF : KeepAlive.ON,
        flags.get(ListenFlags.DISABLE_RESPONSE_COMPRESSION) ? Compression.OFF : Compression.ON);
  }

  private List<Listener> listeners() {
    List<Listener> listeners = new ArrayList<>();
    List<InetSocketAddress> addresses = flags.get(ListenFlags.HTTP_LISTEN_ADDR);
    for (int i = 0; i < addresses.size(); i++) {
      InetSocketAddress address = addresses.get(i);
      listeners.add(
          new Listener(
              host(address),
              address.getPort(),
              tls(i),
              flags.get(ListenFlags.USE_PROXY_PROTOCOL).at(i)
                  ? ProxyProtocol.REQUIRED
                  : ProxyProtocol.OFF));
    }
    return listeners;
  }

  private List<Listener> grpcListeners() {
    return flags.get(InsertFlags.GRPC_LISTEN_ADDR).stream()
        .map(
            address -> new Listener(host(address), address.getPort(), grpcTls(), ProxyProtocol.OFF))
        .toList();
  }

  /// The addresses as the flags say them, for labels.
  String addresses() {
    return Stream.of(ListenFlags.HTTP_LISTEN_ADDR, InsertFlags.GRPC_LISTEN_ADDR)
        .flatMap(flag -> flags.get(flag).stream())
        .map(address -> address.getHostString() + ":" + address.getPort())
        .collect(Collectors.joining(","));
  }

  private String host(InetSocketAddress address) {
    boolean isAnyOfIpv4 = address.getHostString().isEmpty() && !flags.get(ListenFlags.ENABLE_TCP6);
    return isAnyOfIpv4 ? "0.0.0.0" : address.getHostString();
  }

  private @Nullable TlsOptions tls(int position) {
    if (!flags.get(TlsFlags.TLS).at(position)) {
      return null;
    }
    String version = flags.get(TlsFlags.TLS_MIN_VERSION).at(position);
    boolean needsClientCertificate = flags.get(TlsFlags.MTLS).at(position);
    return new TlsOptions(
        Path.of(flags.get(TlsFlags.TLS_CERT_FILE).at(position)),
        Path.of(flags.get(TlsFlags.TLS_KEY_FILE).at(position)),
        version.isEmpty() ? TlsVersion.TLS12 : TlsVersion.valueOf(version),
        flags.get(TlsFlags.TLS_CIPHER_SUITES),
        needsClientCertificate ? Path.of(flags.get(TlsFlags.MTLS_CA_FILE).at(position)) : null);
  }

  private @Nullable TlsOptions grpcTls() {
    if (!flags.get(TlsFlags.GRPC_TLS)) {
      return null;
    }
    return new TlsOptions(
        Path.of(flags.get(TlsFlags.GRPC_TLS_CERT_FILE)),
        Path.of(flags.get(TlsFlags.GRPC_TLS_KEY_FILE)),
        TlsVersion.valueOf(flags.get(TlsFlags.GRPC_TLS_MIN_VERSION)),
        flags.get(TlsFlags.GRPC_TLS_CIPHER_SUITES),
        null);
  }

  /// The router of the addresses that speak OTLP over gRPC only.
  Router.Builder grpcRouter() {
    return Router.builder()
        .basicAuth(
            new BasicAuth(
                () -> flags.get(AuthFlags.HTTP_AUTH_USERNAME),
                flags.get(AuthFlags.HTTP_AUTH_PASSWORD)::current));
  }

  /// A router that has what all routes share.
  Router.Builder router() {
    Router.Builder router = grpcRouter().pathPrefix(flags.get(ListenFlags.PATH_PREFIX));
    // Not below /select/jaeger/, where a slash may belong to the name of a service.
    COLLAPSED.forEach(router::collapseSlashesBelow);
    if (!flags.get(ListenFlags.DISABLE_CORS)) {
      FOR_OTHER_SITES.forEach(router::corsBelow);
    }
    return router;
  }

  /// Linux is asked first, since Java would ask a name server.
  private static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return localHostName();
    }
  }

  private static String localHostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
