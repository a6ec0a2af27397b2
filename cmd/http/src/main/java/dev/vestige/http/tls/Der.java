package dev.vestige.http.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Puts the older forms of private keys, which only a key, into PKCS #8, which says of what kind it
/// is.
final class Der {
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  /// Tag 0 of the fields of RFC 5915: the curve.
  private static final int EC_PARAMETERS = 0xa0;

  /// RFC 8017: the object identifier 1.2.840.113549.1.1.1, and NULL parameters.
  private static final String RSA = "06092a864886f70d0101010500";

  /// RFC 5480: the object identifier 1.2.840.10045.2.1; the curve follows.
  private static final String EC = "06072a8648ce3d0201";

  private Der() {}

  static byte[] pkcs8OfRsa(byte[] key) {
    return pkcs8(HexFormat.of().parseHex(RSA), key);
  }

  /// @throws IllegalArgumentException when the key does not say its curve
  static byte[] pkcs8OfEc(byte[] key) {
    return pkcs8(concat(HexFormat.of().parseHex(EC), curveOf(key)), key);
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    byte[] version = {INTEGER, 1, 0};
    return tagged(
        SEQUENCE, concat(version, tagged(SEQUENCE, algorithm), tagged(OCTET_STRING, key)));
  }

  /// RFC 5915: a sequence of version, key, and optional fields with tags.
  private static byte[] curveOf(byte[] key) {
    int at = contentAt(key, 0);
    while (at < key.length) {
      int content = contentAt(key, at);
      int end = content + lengthAt(key, at);
      if (end > key.length) {
        break;
      }
      if ((key[at] & 0xff) == EC_PARAMETERS) {
        return Arrays.copyOfRange(key, content, end);
      }
      at = end;
    }
    throw new IllegalArgumentException("the key does not name its curve");
  }

  private static int lengthAt(byte[] bytes, int at) {
    int first = at(bytes, at + 1);
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | at(bytes, at + 2 + i);
    }
    return length;
  }

  private static int contentAt(byte[] bytes, int at) {
    int first = at(bytes, at + 1);
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int at(byte[] bytes, int index) {
    if (index < 0 || index >= bytes.length) {
      throw new IllegalArgumentException("the key is cut off");
    }
    return bytes[index] & 0xff;
  }

  private static byte[] tagged(int tag, byte[] content) {
    byte[] lengthBytes =
        content.length < 0x80
            ? new byte[] {(byte) content.length}
            : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
    return concat(new byte[] {(byte) tag}, lengthBytes, content);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
