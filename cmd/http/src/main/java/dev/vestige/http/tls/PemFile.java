package dev.vestige.http.tls;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads certificates and private keys in PEM form: PKCS #8, and the older forms for RSA and
/// elliptic curves that many tools still write.
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /// A PEM file is a few kilobytes; bundles of authorities reach some hundred.
  private static final long FILE_BYTES_MAX = 16 << 20;

  private PemFile() {}

  private record Block(String type, String base64) {
    byte[] bytes() {
      return Base64.getMimeDecoder().decode(base64);
    }
  }

  static List<X509Certificate> certificates(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks(file)) {
        if (block.type().equals("CERTIFICATE")) {
          Certificate certificate =
              factory.generateCertificate(new ByteArrayInputStream(block.bytes()));
          certificates.add((X509Certificate) certificate);
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(file, "a certificate in it cannot be read: " + e.getMessage(), e);
    }
    if (certificates.isEmpty()) {
      throw unusable(file, "it has no BEGIN CERTIFICATE block", null);
    }
    return certificates;
  }

  static PrivateKey privateKey(Path file) {
    for (Block block : blocks(file)) {
      if (block.type().equals("ENCRYPTED PRIVATE KEY")) {
        throw unusable(file, "its key is encrypted; expected one without password", null);
      }
      if (block.type().endsWith("PRIVATE KEY")) {
        try {
          return fromPkcs8(pkcs8(block));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
          throw unusable(file, "its key cannot be read: " + e.getMessage(), e);
        }
      }
    }
    throw unusable(file, "it has no BEGIN PRIVATE KEY block", null);
  }

  private static byte[] pkcs8(Block block) {
    return switch (block.type()) {
      case "PRIVATE KEY" -> block.bytes();
      case "RSA PRIVATE KEY" -> Der.pkcs8OfRsa(block.bytes());
      case "EC PRIVATE KEY" -> Der.pkcs8OfEc(block.bytes());
      default -> throw new IllegalArgumentException("unknown kind " + block.type());
    };
  }

  private static PrivateKey fromPkcs8(byte[] bytes) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no known kind of key");
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  private static List<Block> blocks(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw unusable(file, "it is larger than " + FILE_BYTES_MAX + " bytes", null);
      }
      Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      List<Block> blocks = new ArrayList<>();
      while (matcher.find()) {
        blocks.add(new Block(matcher.group(1), matcher.group(2)));
      }
      return blocks;
    } catch (IOException e) {
      throw unusable(file, "it cannot be read: " + e, e);
    }
  }

  private static VestigeException unusable(Path file, String problem, @Nullable Throwable cause) {
    return new VestigeException(
        ErrorKind.INVALID_INPUT, "cannot use the PEM file " + file + ": " + problem, cause);
  }
}
