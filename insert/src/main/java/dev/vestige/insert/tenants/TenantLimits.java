package dev.vestige.insert.tenants;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.intake.SpanGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each tenant may send, from a file that is read again when it changes. A file that has
/// become unreadable or wrong is reported once and the limits before it stay. Thread-safe; the file
/// is looked at by whichever request comes first in a second, the others do not wait for it.
public final class TenantLimits {
  private static final Logger LOG = LoggerFactory.getLogger(TenantLimits.class);

  private final @Nullable Path file;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile TenantLimitsFile limits = TenantLimitsFile.EMPTY;
  private volatile long checkedAt;

  // Guarded by the lock.
  private String version = "";

  // Guarded by itself; the order is that of use.
  private final LinkedHashMap<TenantId, TenantGate> gates = new LinkedHashMap<>(16, 0.75f, true);

  private TenantLimits(@Nullable Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.checkedAt = nanoTime.getAsLong();
  }

  /// Every tenant may send what it likes.
  public static TenantLimits none() {
    return new TenantLimits(null, System::nanoTime);
  }

  /// The limits in a file.
  ///
  /// @throws VestigeException IO when the file cannot be read, INVALID_INPUT when it is wrong
  public static TenantLimits of(Path file) {
    return of(file, System::nanoTime);
  }

  static TenantLimits of(Path file, LongSupplier nanoTime) {
    TenantLimits limits = new TenantLimits(file, nanoTime);
    limits.load(file);
    return limits;
  }

  /// What the tenant may still send.
  public SpanGate gate(TenantId tenant) {
    if (file != null) {
      reloadWhenChanged(file);
    }
    TenantLimit limit = limits.of(tenant);
    if (limit.equals(TenantLimit.NONE)) {
      return SpanGate.OPEN;
    }
    synchronized (gates) {
      TenantGate known = gates.get(tenant);
      if (known != null) {
        return known.with(limit);
      }
      if (gates.size() >= Limits.TRACKED_TENANTS_MAX) {
        gates.pollFirstEntry();
      }
      TenantGate gate = new TenantGate(limit, nanoTime);
      gates.put(tenant, gate);
      return gate;
    }
  }

  private void reloadWhenChanged(Path path) {
    long now = nanoTime.getAsLong();
    if (now - checkedAt < Limits.CHECK_NANOS || !lock.tryLock()) {
      return;
    }
    try {
      checkedAt = now;
      if (!version(path).equals(version)) {
        load(path);
        LOG.info("read the tenant limits again from {}", path);
      }
    } catch (VestigeException e) {
      LOG.warn("{}; the limits before stay in force until the file is right", e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  /// Changes whenever the file does, as far as the file system tells.
  private static String version(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException _) {
      return "unreadable";
    }
  }

  private void load(Path path) {
    lock.lock();
    try {
      version = version(path);
      if (Files.size(path) > Limits.FILE_BYTES_MAX) {
        throw VestigeException.invalidInput(
            "the tenant limits in " + path + " have more than " + Limits.FILE_BYTES_MAX + " bytes");
      }
      limits = parse(path, Files.readString(path));
    } catch (IOException e) {
      throw new VestigeException(
          ErrorKind.IO, "cannot read the tenant limits in " + path + ": " + e, e);
    } finally {
      lock.unlock();
    }
  }

  private static TenantLimitsFile parse(Path path, String text) {
    try {
      return TenantLimitsFile.parse(text);
    } catch (VestigeException e) {
      throw VestigeException.invalidInput(
          "the tenant limits in " + path + " are wrong: " + e.getMessage());
    }
  }
}
