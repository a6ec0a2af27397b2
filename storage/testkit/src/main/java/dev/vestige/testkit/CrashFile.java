package dev.vestige.testkit;

import dev.vestige.base.VestigeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The bytes of a file, and how many of them survive a crash for certain. Guarded by its disk.
final class CrashFile implements CrashNode {
  /// What a disk writes whole or not at all.
  private static final int SECTOR_BYTES = 512;

  private byte[] bytes = new byte[0];
  private int length;
  private int syncedLength;

  int length() {
    return length;
  }

  void append(ByteBuffer buffer) {
    int added = buffer.remaining();
    if (bytes.length - length < added) {
      bytes = Arrays.copyOf(bytes, Math.max(length + added, 2 * bytes.length));
    }
    buffer.get(bytes, length, added);
    length += added;
  }

  void read(String name, long position, ByteBuffer target) {
    if (position < 0 || position > length - target.remaining()) {
      throw VestigeException.corrupt(
          "reading "
              + target.remaining()
              + " bytes at "
              + position
              + " of file "
              + name
              + ": the file has only "
              + length);
    }
    target.put(bytes, (int) position, target.remaining());
  }

  void truncate(int lengthBytes) {
    length = lengthBytes;
    syncedLength = lengthBytes;
  }

  void sync() {
    syncedLength = length;
  }

  /// What may be found after a crash: of the bytes never synced none, all, or a first part, in
  /// which some sectors never reached the disk.
  CrashFile survivor(RandomGenerator random) {
    CrashFile survivor = new CrashFile();
    survivor.length =
        switch (random.nextInt(4)) {
          case 0 -> syncedLength;
          case 1 -> length;
          default -> random.nextInt(syncedLength, length + 1);
        };
    survivor.bytes = Arrays.copyOf(bytes, survivor.length);
    survivor.syncedLength = survivor.length;
    if (random.nextBoolean()) {
      survivor.loseSectors(syncedLength, random);
    }
    return survivor;
  }

  private void loseSectors(int from, RandomGenerator random) {
    for (int start = from; start < length; ) {
      int end = Math.min(length, (start / SECTOR_BYTES + 1) * SECTOR_BYTES);
      switch (random.nextInt(4)) {
        case 0 -> Arrays.fill(bytes, start, end, (byte) 0);
        case 1 -> fillWithGarbage(start, end, random);
        default -> {}
      }
      start = end;
    }
  }

  private void fillWithGarbage(int start, int end, RandomGenerator random) {
    for (int i = start; i < end; i++) {
      bytes[i] = (byte) random.nextInt();
    }
  }
}
