package dev.vestige.base.encoding;

/// A set of hashes that never denies what it holds and sometimes affirms what it does not. All bits
/// of a key are in one block of 64 bytes, so that a look-up touches one cache line; the price is
/// that a little more is affirmed wrongly: measured 2.5 % with 8 bits a key, 1.1 % with 10 and 0.6
/// % with 12. Hashes must be well spread over all 64 bits, as [Hashing#xxh3(byte\[\], int, int)]
/// makes them. Filled by one thread, then safe for reading by several.
///
/// ```
/// filter = probes:u8 blocks:varint { word:u64 }      eight words a block
/// block of a hash h: the high 64 bits of the unsigned product h * blocks
/// bits in it: with m = h * 0x9E3779B97F4A7C15, bit (m >> 9 * p) & 511 for each p below probes
/// ```
public final class BloomFilter {
  private static final int BLOCK_BITS = 512;
  private static final int BLOCK_WORDS = BLOCK_BITS / Long.SIZE;
  private static final int PROBE_BITS = 9;

  /// As many as the bits of a hash suffice for.
  private static final int PROBES_MAX = Long.SIZE / PROBE_BITS;

  /// 2^64 divided by the golden ratio: spreads the low bits of a hash over all.
  private static final long SPREADING = 0x9E3779B97F4A7C15L;

  private final int probes;
  private final long[] words;

  private BloomFilter(int probes, long[] words) {
    this.probes = probes;
    this.words = words;
  }

  /// An empty filter with room for so many keys. More may be added, and more is then affirmed
  /// wrongly; so it is with more keys than fit into the largest filter.
  public static BloomFilter forKeys(int keys, int bitsPerKey) {
    long blocks = ((long) keys * bitsPerKey + BLOCK_BITS - 1) / BLOCK_BITS;
    int bounded = Math.clamp(blocks, 1, Limits.BLOOM_BLOCKS_MAX);
    // The best number of probes is the bits per key times the natural logarithm of 2.
    int probes = Math.clamp(Math.round(bitsPerKey * 0.69f), 1, PROBES_MAX);
    return new BloomFilter(probes, new long[bounded * BLOCK_WORDS]);
  }

  public void add(long hash) {
    int block = block(hash);
    long bits = hash * SPREADING;
    for (int probe = 0; probe < probes; probe++) {
      words[block + ((int) (bits >>> 6) & (BLOCK_WORDS - 1))] |= 1L << bits;
      bits >>>= PROBE_BITS;
    }
  }

  /// Whether the hash may have been added; false is certain.
  public boolean mightContain(long hash) {
    int block = block(hash);
    long bits = hash * SPREADING;
    for (int probe = 0; probe < probes; probe++) {
      long word = words[block + ((int) (bits >>> 6) & (BLOCK_WORDS - 1))];
      if ((word >>> bits & 1) == 0) {
        return false;
      }
      bits >>>= PROBE_BITS;
    }
    return true;
  }

  private int block(long hash) {
    return (int) Math.unsignedMultiplyHigh(hash, words.length / BLOCK_WORDS) * BLOCK_WORDS;
  }

  public long sizeBytes() {
    return (long) words.length * Long.BYTES;
  }

  public void encode(ByteSink sink) {
    sink.putByte(probes);
    sink.putVarint(words.length / BLOCK_WORDS);
    for (long word : words) {
      sink.putLong(word);
    }
  }

  /// Reads a filter.
  ///
  /// @throws dev.vestige.base.VestigeException CORRUPT when it is none
  public static BloomFilter decode(ByteSource source) {
    int probes = source.getByte();
    int blocks = source.getCount("the blocks of a bloom filter", Limits.BLOOM_BLOCKS_MAX);
    if (probes < 1 || probes > PROBES_MAX || blocks == 0) {
      throw source.corrupt("a bloom filter of " + blocks + " blocks and " + probes + " probes");
    }
    int at = source.take((long) blocks * BLOCK_WORDS * Long.BYTES);
    long[] words = new long[blocks * BLOCK_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = LittleEndian.getLong(source.array(), at + i * Long.BYTES);
    }
    return new BloomFilter(probes, words);
  }
}
