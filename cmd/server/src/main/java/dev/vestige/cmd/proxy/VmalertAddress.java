package dev.vestige.cmd.proxy;

import dev.vestige.http.client.ClientOptions;
import dev.vestige.http.client.EventLoops;
import dev.vestige.http.client.HttpClient;
import dev.vestige.http.tls.TlsClientOptions;
import dev.vestige.http.tls.TlsClientOptions.Trust;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a vmalert is.
///
/// @param url with a user and password where it asks for them
public record VmalertAddress(URI url) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /// A proxy for it. Nothing is connected yet.
  ///
  /// @param pathPrefix what stands before all paths of this server, without a slash at its end
  public VmalertProxy open(EventLoops loops, String pathPrefix) {
    ClientOptions options =
        new ClientOptions(
            url.getHost().replaceAll("^\\[|]$", ""),
            port(),
            "",
            tls(),
            this::authorization,
            () -> "",
            Limits.REQUESTS_MAX,
            Limits.CONNECT_MILLIS_MAX);
    return new VmalertProxy(this, new HttpClient(options, loops), pathPrefix);
  }

  private boolean isEncrypted() {
    return "https".equals(url.getScheme());
  }

  private int port() {
    int byScheme = isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    return url.getPort() < 0 ? byScheme : url.getPort();
  }

  private @Nullable TlsClientOptions tls() {
    return isEncrypted() ? new TlsClientOptions(null, null, null, "", Trust.CHECKED) : null;
  }

  private String authorization() {
    String user = url.getUserInfo();
    return user == null
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /// What its paths begin with, without a slash at its end.
  String path() {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return path.replaceAll("/+$", "").replaceAll("/vmalert$", "");
  }
}
