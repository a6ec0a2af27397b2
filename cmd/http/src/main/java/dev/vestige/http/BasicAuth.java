package dev.vestige.http;

import dev.vestige.base.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// User and password for everything that is neither open nor has a key of its own.
///
/// @param username the user now; empty while nobody needs to log in
/// @param password the password now
public record BasicAuth(Supplier<String> username, Supplier<String> password) {
  public static final BasicAuth NONE = new BasicAuth(() -> "", () -> "");

  private static final String SCHEME = "basic ";

  void check(Exchange exchange) {
    String user = username.get();
    if (user.isEmpty()) {
      return;
    }
    String expected = user + ':' + password.get();
    boolean isRight =
        exchange
            .header("Authorization")
            .flatMap(BasicAuth::credentials)
            .map(given -> Secrets.equal(given, expected))
            .orElse(false);
    if (!isRight) {
      // The realm is the one that existing clients have credentials stored for.
      throw new RefusedException(
          ErrorKind.UNAUTHENTICATED,
          "this needs the user and password set by -httpAuth.username and -httpAuth.password",
          "WWW-Authenticate",
          "Basic realm=\"VictoriaMetrics\"");
    }
  }

  private static Optional<String> credentials(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      return Optional.of(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
