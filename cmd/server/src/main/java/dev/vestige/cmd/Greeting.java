package dev.vestige.cmd;

import dev.vestige.cmd.flags.AuthFlags;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.ListenFlags;
import dev.vestige.cmd.flags.TlsFlags;
import dev.vestige.cmd.metrics.BuildInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the log says first: what runs, with how much memory and which flags, and where it can be
/// reached.
final class Greeting {
  private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);
  private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "::");

  private final Flags flags;

  Greeting(Flags flags) {
    this.flags = flags;
  }

  void begin(BuildInfo build) {
    LOG.info(
        "{}; heap up to {} MiB, garbage collector {}, {} CPU cores",
        build.line(),
        Runtime.getRuntime().maxMemory() >> 20,
        garbageCollector(),
        Runtime.getRuntime().availableProcessors());
    flags.shown().stream()
        .filter(Flags.Shown::isSet)
        .forEach(flag -> LOG.info("flag -{}={}", flag.name(), flag.value()));
    warn();
  }

  private void warn() {
    List<String> ignored = flags.ignored();
    if (!ignored.isEmpty()) {
      LOG.warn("without meaning here and ignored; take them away: {}", String.join(", ", ignored));
    }
    boolean hasPasswordOnly =
        flags.get(AuthFlags.HTTP_AUTH_USERNAME).isEmpty()
            && flags.isSet(AuthFlags.HTTP_AUTH_PASSWORD);
    if (hasPasswordOnly) {
      LOG.warn("everyone may use the server: -httpAuth.password is set without -httpAuth.username");
    }
  }

  /// The collectors' names without what they have in common, as in `G1`.
  private static String garbageCollector() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .map(name -> name.split(" ", 2)[0])
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// Where to go, once the addresses answer.
  ///
  /// @param ports the ports that are listened at, in the order of the addresses
  /// @param grpcPorts likewise for those that speak OTLP over gRPC only
  void ready(List<Integer> ports, List<Integer> grpcPorts) {
    String prefix = flags.get(ListenFlags.PATH_PREFIX).replaceAll("^/+|/+$", "");
    List<InetSocketAddress> addresses = flags.get(ListenFlags.HTTP_LISTEN_ADDR);
    for (int i = 0; i < addresses.size(); i++) {
      String url =
          (flags.get(TlsFlags.TLS).at(i) ? "https://" : "http://")
              + host(addresses.get(i))
              + ":"
              + ports.get(i)
              + (prefix.isEmpty() ? "/" : "/" + prefix + "/");
      LOG.info("open {} ; send spans to {}insert/opentelemetry/v1/traces", url, url);
    }
    List<InetSocketAddress> grpcAddresses = flags.get(InsertFlags.GRPC_LISTEN_ADDR);
    for (int i = 0; i < grpcAddresses.size(); i++) {
      LOG.info(
          "send spans over gRPC to {}{}:{}",
          flags.get(TlsFlags.GRPC_TLS) ? "https://" : "http://",
          host(grpcAddresses.get(i)),
          grpcPorts.get(i));
    }
  }

  private static String host(InetSocketAddress address) {
    String host = address.getHostString();
    if (ANY_ADDRESS.contains(host)) {
      return "127.0.0.1";
    }
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
