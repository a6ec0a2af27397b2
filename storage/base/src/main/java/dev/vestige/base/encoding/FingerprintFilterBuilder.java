package dev.vestige.base.encoding;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.util.Arrays;

/// Builds [FingerprintFilter]s. Needs about 8 MB besides the hashes, whatever their number, and XX
/// ns for each. Confined to one thread; reusable.
///
/// Every key has three places. Some place is the only one of a single key; that key is set aside,
/// its other places count one key less, and so on until no key is left. Then the keys are taken up
/// in the reverse order, and each gets the byte at its lone place that makes its three bytes right:
/// no key taken up later looks there. When keys are left that share all places, other places are
/// tried.
public final class FingerprintFilterBuilder {
  /// Few attempts fail, one in ten where keys are few; so many in a row would be a defect.
  private static final int ATTEMPTS_MAX = 100;

  /// For each place: the keys that have it, times four, exclusive or which of their places it is.
  private int[] uses = new int[0];

  /// For each place: the exclusive or of the keys that have it.
  private long[] keysByPlace = new long[0];

  private int[] lonePlaces = new int[0];
  private long[] order = new long[0];
  private byte[] orderPlace = new byte[0];
  private byte[] fingerprints = new byte[0];

  /// Appends the filter of `hashes[0] … hashes[count - 1]`. Brings them into another order. The
  /// same hash may come twice.
  public void build(long[] hashes, int count, ByteSink sink) {
    int shards = Math.ceilDiv(count, Limits.FINGERPRINT_SHARD_KEYS);
    sink.putInt(shards);
    int headerAt = sink.position();
    sink.reserve(shards * FingerprintFilter.SHARD_BYTES);
    sink.advance(shards * FingerprintFilter.SHARD_BYTES);
    int[] starts = bringTogether(hashes, count, shards);
    for (int i = 0; i < shards; i++) {
      FingerprintShard shard = build(hashes, starts[i], starts[i + 1]);
      putHeader(shard, sink.array(), headerAt + i * FingerprintFilter.SHARD_BYTES);
      sink.putBytes(fingerprints, 0, (int) shard.length());
    }
  }

  private static void putHeader(FingerprintShard shard, byte[] bytes, int at) {
    bytes[at] = (byte) shard.attempt();
    bytes[at + 1] = (byte) shard.segmentLengthLog();
    LittleEndian.putInt(bytes, at + 2, shard.segments());
  }

  /// Moves the hashes of each shard next to one another.
  ///
  /// @return where each shard begins, and the end
  private static int[] bringTogether(long[] hashes, int count, int shards) {
    int[] starts = new int[shards + 1];
    for (int i = 0; i < count; i++) {
      starts[FingerprintFilter.shardOf(hashes[i], shards) + 1]++;
    }
    for (int shard = 0; shard < shards; shard++) {
      starts[shard + 1] += starts[shard];
    }
    int[] next = starts.clone();
    for (int shard = 0; shard < shards; shard++) {
      while (next[shard] < starts[shard + 1]) {
        long hash = hashes[next[shard]];
        int home = FingerprintFilter.shardOf(hash, shards);
        hashes[next[shard]] = hashes[next[home]];
        hashes[next[home]++] = hash;
      }
    }
    return starts;
  }

  private FingerprintShard build(long[] hashes, int start, int end) {
    int distinctEnd = end;
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      FingerprintShard shard = FingerprintShard.forKeys(distinctEnd - start, attempt, 0);
      reserve((int) shard.length(), distinctEnd - start);
      countUses(shard, hashes, start, distinctEnd);
      if (peel(shard) == distinctEnd - start) {
        assign(shard, distinctEnd - start);
        return shard;
      }
      if (attempt == 0) {
        distinctEnd = removeRepeated(hashes, start, end);
      }
    }
    throw new VestigeException(
        ErrorKind.INTERNAL,
        "building a filter of "
            + (distinctEnd - start)
            + " keys: no attempt of "
            + ATTEMPTS_MAX
            + " succeeded");
  }

  private void reserve(int places, int keys) {
    if (uses.length < places) {
      uses = new int[places];
      keysByPlace = new long[places];
      lonePlaces = new int[places];
      fingerprints = new byte[places];
    }
    if (order.length < keys) {
      order = new long[keys];
      orderPlace = new byte[keys];
    }
  }

  private void countUses(FingerprintShard shard, long[] hashes, int start, int end) {
    Arrays.fill(uses, 0, (int) shard.length(), 0);
    Arrays.fill(keysByPlace, 0, (int) shard.length(), 0);
    for (int i = start; i < end; i++) {
      long key = shard.key(hashes[i]);
      int first = shard.first(key);
      addUse(first, 0, key);
      addUse(shard.second(key, first), 1, key);
      addUse(shard.third(key, first), 2, key);
    }
  }

  private void addUse(int place, int which, long key) {
    uses[place] = (uses[place] + 4) ^ which;
    keysByPlace[place] ^= key;
  }

  /// Sets keys aside until none is alone at a place.
  ///
  /// @return how many were set aside
  private int peel(FingerprintShard shard) {
    int lone = 0;
    for (int place = 0; place < shard.length(); place++) {
      if (uses[place] >>> 2 == 1) {
        lonePlaces[lone++] = place;
      }
    }
    int keys = 0;
    while (lone > 0) {
      int place = lonePlaces[--lone];
      if (uses[place] >>> 2 != 1) {
        continue;
      }
      long key = keysByPlace[place];
      int which = uses[place] & 3;
      order[keys] = key;
      orderPlace[keys++] = (byte) which;
      uses[place] = 0;
      int first = shard.first(key);
      if (which != 0) {
        lone = removeUse(first, 0, key, lone);
      }
      if (which != 1) {
        lone = removeUse(shard.second(key, first), 1, key, lone);
      }
      if (which != 2) {
        lone = removeUse(shard.third(key, first), 2, key, lone);
      }
    }
    return keys;
  }

  private int removeUse(int place, int which, long key, int lone) {
    uses[place] = (uses[place] - 4) ^ which;
    keysByPlace[place] ^= key;
    if (uses[place] >>> 2 == 1) {
      lonePlaces[lone] = place;
      return lone + 1;
    }
    return lone;
  }

  private void assign(FingerprintShard shard, int keys) {
    Arrays.fill(fingerprints, 0, (int) shard.length(), (byte) 0);
    for (int i = keys - 1; i >= 0; i--) {
      long key = order[i];
      int first = shard.first(key);
      int second = shard.second(key, first);
      int third = shard.third(key, first);
      int place =
          switch (orderPlace[i]) {
            case 0 -> first;
            case 1 -> second;
            default -> third;
          };
      // The byte at the place itself is still 0.
      fingerprints[place] =
          (byte)
              (FingerprintShard.fingerprint(key)
                  ^ fingerprints[first]
                  ^ fingerprints[second]
                  ^ fingerprints[third]);
    }
  }

  private static int removeRepeated(long[] hashes, int start, int end) {
    Arrays.sort(hashes, start, end);
    int kept = start;
    for (int i = start; i < end; i++) {
      if (i == start || hashes[i] != hashes[i - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    return kept;
  }
}
