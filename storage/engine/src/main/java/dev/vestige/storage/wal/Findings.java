package dev.vestige.storage.wal;

import dev.vestige.base.VestigeException;
import java.util.ArrayList;
import java.util.List;

/// Collects what a [WalReport] says.
final class Findings {
  private final long startNanoTime = System.nanoTime();
  private final List<VestigeException> damages = new ArrayList<>();
  private long damageCount;
  private long records;
  private long bytes;
  private long tornBytes;

  void read(int recordBytes) {
    records++;
    bytes += recordBytes;
  }

  void torn(long count) {
    tornBytes += count;
  }

  void damaged(String message) {
    if (damages.size() < Limits.DAMAGES_DESCRIBED_MAX) {
      damages.add(VestigeException.corrupt(message));
    }
    damageCount++;
  }

  long damageCount() {
    return damageCount;
  }

  WalReport toReport() {
    return new WalReport(
        records,
        bytes,
        tornBytes,
        List.copyOf(damages),
        damageCount,
        System.nanoTime() - startNanoTime);
  }
}
