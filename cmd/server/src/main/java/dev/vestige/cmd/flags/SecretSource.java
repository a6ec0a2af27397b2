package dev.vestige.cmd.flags;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a secret is read from, again and again.
sealed interface SecretSource {
  /// The source that a flag value names, or null when the value is the secret itself.
  static @Nullable SecretSource of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("file://")) {
      return new InFile(text.substring("file://".length()));
    }
    return lower.startsWith("http://") || lower.startsWith("https://") ? new AtAddress(text) : null;
  }

  String read() throws IOException;

  /// How long a reading counts.
  long freshMillis();

  /// A file; a relative path starts at the working directory.
  record InFile(String path) implements SecretSource {
    @Override
    public String read() throws IOException {
      try (InputStream in = Files.newInputStream(Path.of(path))) {
        return readBounded(in);
      } catch (NoSuchFileException e) {
        throw new FileNotFoundException("there is no such file");
      } catch (AccessDeniedException e) {
        throw new IOException("permission denied", e);
      } catch (InvalidPathException e) {
        throw new IOException("it is not a valid path", e);
      }
    }

    @Override
    public long freshMillis() {
      return Limits.SECRET_FILE_FRESH_MILLIS;
    }

    @Override
    public String toString() {
      return "file " + path;
    }
  }

  /// Something that answers a GET.
  record AtAddress(String address) implements SecretSource {
    @Override
    public String read() throws IOException {
      var connection = (HttpURLConnection) uri().toURL().openConnection();
      connection.setConnectTimeout(Limits.SECRET_TIMEOUT_MILLIS);
      connection.setReadTimeout(Limits.SECRET_TIMEOUT_MILLIS);
      try {
        // Asked first: the messages of getInputStream would show the whole address.
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          throw new IOException("it answered with status " + connection.getResponseCode());
        }
        try (InputStream in = connection.getInputStream()) {
          return readBounded(in);
        }
      } finally {
        connection.disconnect();
      }
    }

    private URI uri() throws IOException {
      try {
        return URI.create(address);
      } catch (IllegalArgumentException e) {
        throw new IOException("it is not a valid address", e);
      }
    }

    @Override
    public long freshMillis() {
      return Limits.SECRET_ADDRESS_FRESH_MILLIS;
    }

    /// Without what may be secret itself: the user and the query.
    @Override
    public String toString() {
      return address.replaceFirst("//[^/]*@", "//").replaceFirst("\\?.*", "");
    }
  }

  private static String readBounded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Limits.SECRET_BYTES_MAX + 1);
    if (bytes.length > Limits.SECRET_BYTES_MAX) {
      throw new IOException("it has more than " + Limits.SECRET_BYTES_MAX + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
