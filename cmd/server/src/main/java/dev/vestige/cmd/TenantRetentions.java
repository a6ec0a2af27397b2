package dev.vestige.cmd;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.DurationSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long the spans of single tenants are kept, from a file that is read again when it changes: a
/// line for each, such as `12:0 3d`, and comments behind `#`. A file that has become unreadable or
/// wrong is reported once and what it said before stays in force. Safe for use by several threads.
final class TenantRetentions {
  private static final Logger LOG = LoggerFactory.getLogger(TenantRetentions.class);

  private final Path file;
  private String version;
  private Map<TenantId, Duration> retentions;

  private TenantRetentions(Path file) {
    this.file = file;
    version = version();
    retentions = load();
  }

  /// What a file says.
  ///
  /// @throws VestigeException IO when it cannot be read, INVALID_INPUT when it is wrong
  static TenantRetentions of(Path file) {
    return new TenantRetentions(file);
  }

  /// What it says now.
  synchronized Map<TenantId, Duration> current() {
    String found = version();
    if (!found.equals(version)) {
      version = found;
      try {
        retentions = load();
        LOG.info("read the retention of {} tenants again from {}", retentions.size(), file);
      } catch (VestigeException e) {
        LOG.warn("{}; what it said before stays in force", e.getMessage());
      }
    }
    return retentions;
  }

  /// Changes whenever the file does, as far as the file system tells.
  private String version() {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException _) {
      return "unreadable";
    }
  }

  private Map<TenantId, Duration> load() {
    try {
      if (Files.size(file) > Limits.TENANT_RETENTIONS_BYTES_MAX) {
        throw VestigeException.invalidInput(
            file + " has more than " + Limits.TENANT_RETENTIONS_BYTES_MAX + " bytes");
      }
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new VestigeException(
          ErrorKind.IO, "cannot read the retention of tenants in " + file + ": " + e, e);
    }
  }

  private Map<TenantId, Duration> parse(List<String> lines) {
    Map<TenantId, Duration> parsed = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        add(line, i + 1, parsed);
      }
    }
    return Map.copyOf(parsed);
  }

  private void add(String line, int number, Map<TenantId, Duration> parsed) {
    String[] words = line.split("\\s+", -1);
    try {
      if (words.length != 2) {
        throw VestigeException.invalidInput(
            "expected a tenant and a duration, such as 12:0 3d, found " + line);
      }
      Duration retention = DurationSyntax.parseRetention(words[1]);
      if (retention.compareTo(Duration.ofDays(1)) < 0) {
        throw VestigeException.invalidInput("expected at least 1d, found " + words[1]);
      }
      if (parsed.put(TenantId.parse(words[0]), retention) != null) {
        throw VestigeException.invalidInput("a second line for tenant " + words[0]);
      }
    } catch (VestigeException | IllegalArgumentException e) {
      throw new VestigeException(
          ErrorKind.INVALID_INPUT, file + ", line " + number + ": " + e.getMessage(), e);
    }
  }
}
