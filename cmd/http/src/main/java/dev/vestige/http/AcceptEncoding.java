package dev.vestige.http;

import java.util.List;
import java.util.Locale;

/// Which compression a client accepts.
enum AcceptEncoding {
  IDENTITY,
  GZIP,
  ZSTD;

  /// The best coding that is named with a weight above 0; a `*` names none. zstd is chosen only for
  /// clients that name gzip too: all that can expand it do, and users expect plain bytes otherwise.
  static AcceptEncoding of(List<String> headers) {
    double gzip = 0;
    double zstd = 0;
    for (String header : headers) {
      for (String element : header.split(",", -1)) {
        String[] parts = element.split(";", 2);
        double weight = parts.length == 1 ? 1 : weight(parts[1]);
        switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> gzip = weight;
          case "zstd" -> zstd = weight;
          default -> {}
        }
      }
    }
    if (gzip <= 0) {
      return IDENTITY;
    }
    return zstd >= gzip ? ZSTD : GZIP;
  }

  String headerValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double weight(String parameter) {
    String trimmed = parameter.strip().toLowerCase(Locale.ROOT);
    if (!trimmed.startsWith("q=")) {
      return 1;
    }
    try {
      return Double.parseDouble(trimmed.substring(2).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
