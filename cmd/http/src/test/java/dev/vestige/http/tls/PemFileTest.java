package dev.vestige.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PemFileTest {
  @TempDir private Path folder;

  private Path write(String type, byte[] bytes) throws IOException {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    String before =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    return Files.writeString(
        folder.resolve("key.pem"),
        before + "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  private static PrivateKey generate(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void reads_keys_of_all_kinds(String algorithm) throws Exception {
    PrivateKey key = generate(algorithm);
    assertThat(PemFile.privateKey(write("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  @Test
  void reads_rsa_keys_in_their_older_form() throws Exception {
    PrivateKey key = generate("RSA");
    // PKCS #8 is a sequence of version, algorithm and the older form.
    byte[] encoded = key.getEncoded();
    byte[] older = Arrays.copyOfRange(encoded, 26, encoded.length);
    assertThat(PemFile.privateKey(write("RSA PRIVATE KEY", older))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void reads_ec_keys_in_their_older_form(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    Path file = write("EC PRIVATE KEY", olderForm(key.getEncoded()));
    ECPrivateKey read = (ECPrivateKey) PemFile.privateKey(file);
    assertThat(read.getS()).isEqualTo(key.getS());
    assertThat(read.getParams()).isEqualTo(key.getParams());
  }

  /// The key without its algorithm, with the curve as a field of its own.
  private static byte[] olderForm(byte[] pkcs8) {
    int algorithmStart = 2 + (pkcs8[1] < 0 ? pkcs8[1] & 0x7f : 0) + 3;
    int algorithmLength = pkcs8[algorithmStart + 1];
    byte[] algorithm =
        Arrays.copyOfRange(pkcs8, algorithmStart + 2, algorithmStart + 2 + algorithmLength);
    byte[] curve = Arrays.copyOfRange(algorithm, 9, algorithm.length);
    int innerStart = algorithmStart + 2 + algorithmLength + 2;
    byte[] inner = Arrays.copyOfRange(pkcs8, innerStart, pkcs8.length);
    ByteArrayOutputStream older = new ByteArrayOutputStream();
    older.write(0x30);
    older.write(inner[1] + curve.length + 2);
    older.write(inner, 2, inner.length - 2);
    older.write(0xa0);
    older.write(curve.length);
    older.writeBytes(curve);
    return older.toByteArray();
  }

  @Test
  void survives_broken_keys() throws Exception {
    byte[] good = olderForm(generate("EC").getEncoded());
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] broken = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      Path file = write("EC PRIVATE KEY", broken);
      try {
        PemFile.privateKey(file);
      } catch (VestigeException e) {
        assertThat(e).as("seed %d round %d", seed, round).hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void says_what_is_wrong_with_an_ec_key_without_its_curve() throws Exception {
    byte[] key = {0x30, 6, 2, 1, 1, 4, 1, 5};
    Path file = write("EC PRIVATE KEY", key);
    assertThatThrownBy(() -> PemFile.privateKey(file)).hasMessageContaining("curve");
  }
}
