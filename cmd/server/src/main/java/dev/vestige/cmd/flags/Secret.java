package dev.vestige.cmd.flags;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A password, key or token: given as it is, or as `file://path` or `http(s)://address`, which are
/// read again from time to time, so that it can be changed without a restart. White space at the
/// end of what is read does not count. When a later reading fails, the value before it stays.
///
/// Safe for use by several threads: one of them reads again while the others go on with what there
/// is. Never printed: [#toString()] tells nothing.
public final class Secret {
  private static final Logger LOG = LoggerFactory.getLogger(Secret.class);

  private final @Nullable SecretSource source;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Reading last;

  private record Reading(String value, long nanoTime) {}

  private Secret(@Nullable SecretSource source, @Nullable Reading last) {
    this.source = source;
    this.last = last;
  }

  /// Reads nothing yet; only [#current()] does.
  static Secret of(String text) {
    SecretSource source = SecretSource.of(text);
    return new Secret(source, source == null ? new Reading(text, 0) : null);
  }

  /// A secret in a file that is named by a flag of its own, as `-storageNode.passwordFile`.
  public static Secret inFile(String path) {
    return new Secret(new SecretSource.InFile(path), null);
  }

  /// Whether there is none, so that nothing is protected by it.
  public boolean isAbsent() {
    return source == null && current().isEmpty();
  }

  /// The value as of now.
  ///
  /// @throws VestigeException of kind IO when it could never be read
  public String current() {
    Reading known = last;
    if (known == null) {
      return readFirst();
    }
    if (source != null && isStale(source, known) && reading.tryLock()) {
      try {
        return readAgain(source, known);
      } finally {
        reading.unlock();
      }
    }
    return known.value();
  }

  private static boolean isStale(SecretSource source, Reading known) {
    return System.nanoTime() - known.nanoTime() >= source.freshMillis() * 1_000_000;
  }

  private String readFirst() {
    reading.lock();
    try {
      Reading known = last;
      if (known != null) {
        return known.value();
      }
      return remember(read(Objects.requireNonNull(source)));
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, unreadable(e), e);
    } finally {
      reading.unlock();
    }
  }

  private String readAgain(SecretSource source, Reading known) {
    try {
      return remember(read(source));
    } catch (IOException e) {
      LOG.error("{}; the value read before stays in use", unreadable(e));
      return remember(known.value());
    }
  }

  private String remember(String value) {
    last = new Reading(value, System.nanoTime());
    return value;
  }

  private String unreadable(IOException e) {
    return "cannot read a secret from " + source + ": " + e.getMessage();
  }

  private static String read(SecretSource source) throws IOException {
    String value = source.read().stripTrailing();
    if (value.isEmpty()) {
      throw new IOException("it is empty");
    }
    return value;
  }

  @Override
  public String toString() {
    return "secret";
  }
}
