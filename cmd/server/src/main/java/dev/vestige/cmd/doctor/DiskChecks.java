package dev.vestige.cmd.doctor;

import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.StorageFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The directory of `-storageDataPath` and the disk below it.
final class DiskChecks {
  private static final int MEBIBYTE_BITS = 20;

  /// Those that lose what is written, or answer a sync before it is done.
  private static final Set<String> DOUBTFUL_TYPES =
      Set.of("tmpfs", "ramfs", "overlay", "nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs");

  private final Machine machine;
  private final Path folder;
  private final long freeBytesMin;

  DiskChecks(Flags flags, Machine machine) {
    this.machine = machine;
    this.folder = Path.of(flags.get(StorageFlags.STORAGE_DATA_PATH)).toAbsolutePath().normalize();
    this.freeBytesMin = flags.get(StorageFlags.MIN_FREE_DISK_SPACE_BYTES);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(space());
      Mount.of(folder, machine.process().resolve("mounts"))
          .ifPresent(mount -> findings.add(type(mount)));
      if (Files.isDirectory(folder)) {
        findings.add(times());
      }
    } catch (IOException e) {
      findings.add(
          Finding.bad(
              "disk",
              "cannot look at " + folder + ": " + e.getMessage(),
              "give the user the right to read and write it"));
    }
    return findings;
  }

  private Finding space() throws IOException {
    var store = Files.getFileStore(Mount.existing(folder));
    long free = store.getUsableSpace();
    long percent = free / Math.max(1, store.getTotalSpace() / 100);
    String text =
        String.format(
            Locale.ROOT, "%,d MiB free (%d %%) for %s", free >> MEBIBYTE_BITS, percent, folder);
    if (free < freeBytesMin) {
      return Finding.bad(
          "disk",
          text + ", less than -storage.minFreeDiskSpaceBytes: spans are refused",
          "free the disk, or name another one by -storageDataPath");
    }
    return percent < Limits.DISK_FREE_PERCENT_MIN
        ? Finding.doubtful(
            "disk",
            text,
            "free it, shorten -retentionPeriod, or set -retention.maxDiskSpaceUsageBytes")
        : Finding.good("disk", text);
  }

  private Finding type(Mount mount) {
    String text = mount.type() + " at " + mount.place();
    return DOUBTFUL_TYPES.contains(mount.type())
        ? Finding.doubtful(
            "disk",
            text + " may lose what it was told to keep",
            "use a local ext4 or xfs; in a container, mount a volume at " + folder)
        : Finding.good("disk", text);
  }

  /// Files from the future tell that the clock went back, or was wrong when they were written.
  private Finding times() throws IOException {
    Instant newest = Instant.MIN;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        newest = time.isAfter(newest) ? time : newest;
      }
    }
    Instant latest = machine.now().plus(Duration.ofSeconds(Limits.CLOCK_AHEAD_SECONDS_MAX));
    return newest.isAfter(latest)
        ? Finding.doubtful(
            "clock",
            "files in " + folder + " were written at " + newest + ", which is yet to come",
            "set the clock: retention and the times of rejected spans go by it")
        : Finding.good("data", "no file in " + folder + " is from the future");
  }
}
