package dev.vestige.http.tls;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.TlsOptions;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the TLS handlers of one listener. Its files are looked at again with a new connection, at
/// most once a second; when they have changed they are read, and used if they can be, else what was
/// read before stays in use. Thread-safe.
public final class TlsServer {
  private static final Logger LOG = LoggerFactory.getLogger(TlsServer.class);

  /// These are not subject to the option: with TLS 1.3 all suites are good ones.
  private static final List<String> TLS13_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private final TlsOptions options;

  // Guarded by this.
  private final FileWatch watch;
  private SslContext context;

  private TlsServer(TlsOptions options) {
    this.options = options;
    this.watch = new FileWatch(files(options));
    this.context = read(options);
  }

  /// Reads the files.
  ///
  /// @throws VestigeException INVALID_INPUT when a file or a setting cannot be used
  public static TlsServer open(TlsOptions options) {
    return new TlsServer(options);
  }

  public SslHandler newHandler(ByteBufAllocator allocator) {
    return current().newHandler(allocator);
  }

  /// Looks at the files on the caller's thread, an event loop: a few stat calls a second at most.
  private synchronized SslContext current() {
    if (watch.hasChanged()) {
      reread();
    }
    return context;
  }

  private synchronized void reread() {
    try {
      context = read(options);
      LOG.info("{} has changed and is in use now", options.certificateFile());
    } catch (VestigeException e) {
      LOG.warn("the certificate read before stays in use: {}", e.getMessage());
    }
  }

  private static List<Path> files(TlsOptions options) {
    Path clientCaFile = options.clientCaFile();
    return clientCaFile == null
        ? List.of(options.certificateFile(), options.keyFile())
        : List.of(options.certificateFile(), options.keyFile(), clientCaFile);
  }

  private static SslContext read(TlsOptions options) {
    List<X509Certificate> certificates = PemFile.certificates(options.certificateFile());
    PrivateKey key = PemFile.privateKey(options.keyFile());
    checkPair(options, certificates.getFirst().getPublicKey(), key);
    SslContextBuilder builder =
        SslContextBuilder.forServer(key, certificates)
            .sslProvider(SslProvider.JDK)
            .protocols(options.versionMin().protocols())
            .ciphers(suites(options))
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1));
    Path clientCaFile = options.clientCaFile();
    if (clientCaFile != null) {
      builder.trustManager(PemFile.certificates(clientCaFile)).clientAuth(ClientAuth.REQUIRE);
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT,
          "cannot use the certificate " + options.certificateFile() + ": " + e.getMessage(),
          e);
    }
  }

  /// Signs something with the key and verifies it with the certificate: otherwise the mistake would
  /// only show when clients connect.
  private static void checkPair(TlsOptions options, PublicKey certified, PrivateKey key) {
    boolean isPair = false;
    try {
      String algorithm =
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
          };
      byte[] text = options.keyFile().toString().getBytes(StandardCharsets.UTF_8);
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(text);
      isPair = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      LOG.debug("{} and {} do not fit", options.certificateFile(), options.keyFile(), e);
    }
    if (!isPair) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT,
          "the key in " + options.keyFile() + " is not that of " + options.certificateFile());
    }
  }

  private static @Nullable List<String> suites(TlsOptions options) {
    if (options.cipherSuites().isEmpty()) {
      return null;
    }
    try {
      List<String> supported =
          List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
      for (String suite : options.cipherSuites()) {
        if (!supported.contains(suite)) {
          throw new VestigeException(
              ErrorKind.INVALID_INPUT,
              "unknown TLS cipher suite " + suite + "; supported are " + supported);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new VestigeException(ErrorKind.INTERNAL, "this JDK has no TLS: " + e.getMessage(), e);
    }
    List<String> suites = new ArrayList<>(TLS13_SUITES);
    suites.addAll(options.cipherSuites());
    return suites;
  }
}
