package dev.vestige.http.tls;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the TLS handlers of connections to one other node. Its files are looked at again with a
/// new connection, at most once a second; when they have changed they are read, and used if they
/// can be, else what was read before stays in use. Thread-safe.
public final class TlsClient {
  private static final Logger LOG = LoggerFactory.getLogger(TlsClient.class);

  private final TlsClientOptions options;

  // Guarded by this.
  private final FileWatch watch;
  private SslContext context;

  private TlsClient(TlsClientOptions options) {
    this.options = options;
    this.watch =
        new FileWatch(
            Stream.of(options.caFile(), options.certificateFile(), options.keyFile())
                .filter(Objects::nonNull)
                .toList());
    this.context = read(options);
  }

  /// Reads the files.
  ///
  /// @throws VestigeException INVALID_INPUT when one cannot be used
  public static TlsClient open(TlsClientOptions options) {
    return new TlsClient(options);
  }

  public SslHandler newHandler(ByteBufAllocator allocator, String host, int port) {
    String name = options.serverName().isEmpty() ? host : options.serverName();
    return current().newHandler(allocator, name, port);
  }

  private synchronized SslContext current() {
    if (watch.hasChanged()) {
      try {
        context = read(options);
        LOG.info("the files for TLS to another node have changed and are in use now");
      } catch (VestigeException e) {
        LOG.warn("the files for TLS read before stay in use: {}", e.getMessage());
      }
    }
    return context;
  }

  private static SslContext read(TlsClientOptions options) {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    Path caFile = options.caFile();
    switch (options.trust()) {
      case BLIND ->
          builder
              .trustManager(InsecureTrustManagerFactory.INSTANCE)
              .endpointIdentificationAlgorithm("");
      case CHECKED -> {
        builder.endpointIdentificationAlgorithm("HTTPS");
        if (caFile != null) {
          builder.trustManager(PemFile.certificates(caFile));
        }
      }
    }
    Path certificateFile = options.certificateFile();
    Path keyFile = options.keyFile();
    if (certificateFile != null && keyFile != null) {
      builder.keyManager(PemFile.privateKey(keyFile), PemFile.certificates(certificateFile));
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT, "cannot use the files for TLS: " + e.getMessage(), e);
    }
  }
}
