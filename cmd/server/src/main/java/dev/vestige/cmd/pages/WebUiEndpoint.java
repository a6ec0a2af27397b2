package dev.vestige.cmd.pages;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Serves the files of the web UI from the jar, read and packed once each. Files below `static/`
/// have their content's hash in their name and stay in caches for ever; the page itself is asked
/// for each time. Thread-safe.
final class WebUiEndpoint implements Endpoint {
  static final String ROOT = "/select/vmui/";

  private static final String INDEX = "index.html";
  private static final Pattern FILE =
      Pattern.compile("(static/)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  /// A file as it is and as most browsers fetch it.
  private record Asset(String contentType, ByteSlice plain, ByteSlice packed) {}

  @Override
  public void serve(Exchange exchange) throws IOException {
    String name = exchange.path().substring(ROOT.length());
    Asset asset =
        asset(name.isEmpty() ? INDEX : name)
            .orElseThrow(() ->
                new VestigeException(ErrorKind.NOT_FOUND, "the web UI has no file `" + name + "`"));
    exchange.setHeader(
        "Cache-Control",
        name.startsWith("static/") ? "public, max-age=31536000, immutable" : "no-cache");
    exchange.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'");
    exchange.setHeader("X-Content-Type-Options", "nosniff");
    exchange.setHeader("Vary", "Accept-Encoding");
    if (exchange.headers("Accept-Encoding").stream().anyMatch(each -> each.contains("gzip"))) {
      exchange.setHeader("Content-Encoding", "gzip");
      exchange.send(200, asset.contentType(), asset.packed());
    } else {
      exchange.send(200, asset.contentType(), asset.plain());
    }
  }

  private Optional<Asset> asset(String name) throws IOException {
    Asset known = assets.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !FILE.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = WebUiEndpoint.class.getResourceAsStream("vmui/" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      Asset asset = new Asset(type, ByteSlice.of(bytes), ByteSlice.of(packed(bytes)));
      assets.put(name, asset);
      return Optional.of(asset);
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
