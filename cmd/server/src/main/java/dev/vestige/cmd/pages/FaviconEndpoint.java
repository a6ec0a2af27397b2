package dev.vestige.cmd.pages;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.io.InputStream;

/// The icon that browsers ask for below whatever path they show.
final class FaviconEndpoint implements Endpoint {
  private final ByteSlice icon = read();

  private static ByteSlice read() {
    try (InputStream in = FaviconEndpoint.class.getResourceAsStream("favicon.ico")) {
      if (in == null) {
        throw new VestigeException(ErrorKind.INTERNAL, "favicon.ico is missing in the jar");
      }
      return ByteSlice.of(in.readAllBytes());
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "cannot read favicon.ico from the jar", e);
    }
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    exchange.setHeader("Cache-Control", "max-age=3600");
    exchange.send(200, "image/x-icon", icon);
  }
}
