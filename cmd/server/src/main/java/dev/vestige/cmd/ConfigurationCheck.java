package dev.vestige.cmd;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.AuthFlags;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.InsertFlags;
import dev.vestige.cmd.flags.ListenFlags;
import dev.vestige.cmd.flags.Positional;
import dev.vestige.cmd.flags.Secret;
import dev.vestige.cmd.flags.StorageFlags;
import dev.vestige.http.HttpObserver;
import dev.vestige.http.HttpServer;
import dev.vestige.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/// What can be found wrong with a configuration without changing anything: unreadable secrets and
/// certificates, a data directory that cannot be written.
final class ConfigurationCheck {
  private static final List<Flag<Secret>> SECRETS =
      List.of(
          AuthFlags.HTTP_AUTH_PASSWORD,
          AuthFlags.METRICS_AUTH_KEY,
          AuthFlags.FLAGS_AUTH_KEY,
          AuthFlags.PPROF_AUTH_KEY,
          AuthFlags.FORCE_FLUSH_AUTH_KEY,
          AuthFlags.FORCE_MERGE_AUTH_KEY,
          AuthFlags.PARTITION_MANAGE_AUTH_KEY,
          AuthFlags.LOG_NEW_STREAMS_AUTH_KEY);

  private static final List<Flag<Positional<Secret>>> NODE_SECRETS =
      List.of(ClusterFlags.PASSWORD, ClusterFlags.BEARER_TOKEN);

  private ConfigurationCheck() {}

  /// Returns when nothing is wrong.
  ///
  /// @throws VestigeException saying what is
  static void check(Flags flags) {
    SECRETS.forEach(flag -> read(flag, flags.get(flag)));
    for (Flag<Positional<Secret>> flag : NODE_SECRETS) {
      flags.get(flag).values().forEach(secret -> read(flag, secret));
    }
    HttpSettings settings = new HttpSettings(flags);
    checkAddresses(ListenFlags.HTTP_LISTEN_ADDR, settings.options(HttpObserver.NONE));
    checkAddresses(InsertFlags.GRPC_LISTEN_ADDR, settings.grpcOptions(HttpObserver.NONE));
    InsertDoors.tenantLimits(flags);
    if (keepsData(flags)) {
      DataFolder.check(Path.of(flags.get(StorageFlags.STORAGE_DATA_PATH)));
    }
  }

  private static void read(Flag<?> flag, Secret secret) {
    try {
      secret.current();
    } catch (VestigeException e) {
      throw new VestigeException(e.kind(), flag + ": " + e.getMessage(), e);
    }
  }

  private static void checkAddresses(Flag<?> flag, HttpServerOptions options) {
    for (HttpServerOptions.Listener listener : options.listeners()) {
      try {
        InetAddress.getByName(listener.host());
      } catch (UnknownHostException e) {
        throw new VestigeException(
            ErrorKind.IO,
            "cannot listen at " + listener.host() + " (" + flag + "): unknown host",
            e);
      }
    }
    HttpServer.check(options);
  }

  /// Whether this node stores spans itself.
  static boolean keepsData(Flags flags) {
    return flags.get(ClusterFlags.STORAGE_NODE).isEmpty();
  }
}
